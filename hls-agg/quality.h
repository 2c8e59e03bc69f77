/*
 * The report's rows on what the viewers saw: startup, rebuffering, pace and
 * scores.
 */
#ifndef QUALITY_H
#define QUALITY_H

#include "agg.h"
#include "sbuf.h"

void quality_rows(const struct agg *a, struct sbuf *b);

#endif
