/*
 * What of a figure the server has said itself, by a status of 400 or more or a
 * body that is no playlist: however busy the generator's machine was, it has
 * not made that.
 */
#ifndef DENIED_H
#define DENIED_H

#include <stdint.h>

#include "lookup.h"

struct figures;

/*
 * The figure's value, in its integer form, if nothing else had gone wrong: 1
 * and *v, or 0 where none of it can be told to be the server's.
 */
int denied_value(const struct figures *f, const struct lookup *l, int64_t *v);

#endif
