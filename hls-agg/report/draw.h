/*
 * A distribution as a picture of text: rows of equal ratio, bars by count.
 */
#ifndef DRAW_H
#define DRAW_H

#include "hist.h"
#include "metric.h"
#include "sbuf.h"

/* Nothing for an empty one. It is of so many; of less than its values: all. */
void draw_histogram(struct sbuf *b, const struct metric *m,
    const struct hist *h, int64_t of);

#endif
