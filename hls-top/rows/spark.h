/*
 * A series as a line of bars, the newest at its right end.
 */
#ifndef SPARK_H
#define SPARK_H

#include "stream/history.h"
#include "term/frame.h"

/*
 * Fills the rest of the row. The highest bar stands for the largest value that
 * is shown, the lowest for anything above 0; 0 is a low line, and what has not
 * been measured a space.
 */
void spark_draw(struct frame *f, const struct history *h,
    enum history_series s);

/* The largest value in the newest cols blocks, or HISTORY_NONE. */
int64_t spark_most(const struct history *h, enum history_series s, int cols);

#endif
