/*
 * What changes with time, as JSON: the points' series, and the spans in which
 * the generator was the limit.
 */
#ifndef COURSES_H
#define COURSES_H

#include "gather.h"
#include "json/nest.h"

/* The keys step, time, series, limits and origins of an object. */
void courses_put(struct nest *j, const struct gather *g);

/* A number of six digits, without trailing zeros. */
void courses_number(struct sbuf *b, double v);

/* Microseconds as seconds with three decimals. */
void courses_time(struct sbuf *b, int64_t us);

/* A unit in words: "seconds", "per second". */
const char *courses_unit(enum metric_unit unit);

#endif
