/*
 * What FFmpeg's own lines begin with, to find them in those of others.
 */
#ifndef OWN_H
#define OWN_H

#include "slice.h"

/* Whether s begins as only a line of FFmpeg's does. */
int own_starts(struct slice s);

/* Where such a line begins in s, or s.n. */
size_t own_find(struct slice s);

/*
 * The length of what FFmpeg says of its progress ("frame=  100 fps= 25 ...") at
 * the start of s, with the blanks behind it, or 0. It ends in a carriage
 * return: where that was lost another line stands behind it.
 */
size_t own_progress(struct slice s);

/* "ffmpeg version 5.1.9 Copyright ...": 1 and the version, or 0. */
int own_banner(struct slice s, struct slice *version);

#endif
