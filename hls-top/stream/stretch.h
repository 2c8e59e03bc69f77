/*
 * The windows of a block: how wide they are, and whether the run is as long.
 * One that is wider than the run so far holds what `all` does.
 */
#ifndef STRETCH_H
#define STRETCH_H

#include "block.h"

/* Whether the block has the window. */
int stretch_has(const struct block *b, enum block_window w);

/*
 * Whether the run is as long as the window is wide, give or take the 100 ms of
 * hls-stat(5); also where nobody tells how long it is.
 */
int stretch_full(const struct block *b, enum block_window w);

/* The window, or all where it is not full. */
enum block_window stretch_of(const struct block *b, enum block_window w);

/* The next one that is full; all is followed by the narrowest. */
enum block_window stretch_next(const struct block *b, enum block_window w);

/*
 * Of the windows that the block has, the one whose width is nearest, the wider
 * of two; all where there is none.
 */
enum block_window stretch_nearest(const struct block *b, int64_t width_us);

/* So wide is a window; 0 for all. */
int64_t stretch_width(enum block_window w);

#endif
