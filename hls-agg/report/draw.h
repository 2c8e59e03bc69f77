/*
 * A distribution as a picture of text: rows of equal ratio, bars by count.
 */
#ifndef DRAW_H
#define DRAW_H

#include "hist.h"
#include "metric.h"
#include "sbuf.h"

/* Nothing for an empty one. */
void draw_histogram(struct sbuf *b, const struct metric *m,
    const struct hist *h);

#endif
