/*
 * Families that say what is measured, not how much: the run, the build, the
 * verdict, the status codes seen, and hls-export itself.
 */
#ifndef ABOUT_H
#define ABOUT_H

#include <stdint.h>

#include "block.h"
#include "sbuf.h"

/* b is NULL before the first block. */
void about_render(struct sbuf *out, const struct block *b, int64_t dropped);

#endif
