/*
 * An amount as a bar that lies.
 */
#ifndef BAR_H
#define BAR_H

#include <stdint.h>

#include "frame.h"

/*
 * A bar of at most width columns, which `most` would fill. Whatever is above 0
 * can be seen. In eighths of a column, or #.
 */
void bar_draw(struct frame *f, int64_t n, int64_t most, int width);

#endif
