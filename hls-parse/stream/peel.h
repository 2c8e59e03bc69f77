/*
 * Taking off a line of a log what is around FFmpeg's own.
 */
#ifndef PEEL_H
#define PEEL_H

#include "source.h"

/* Sets s->part to what is FFmpeg's of one part of a line. */
void peel(struct source *s, struct slice line);

/* Takes the date off *text that FFmpeg wrote itself: 1, or 0. */
int peel_date(struct source *, struct slice *text, struct stamp *);

/* Notes a stamp of the line, unless those of the log are of another kind. */
void peel_stamp(struct source *, int64_t us, bool own);

#endif
