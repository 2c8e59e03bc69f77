/*
 * Arithmetic on what a stream says, for any int64_t: what leaves the range
 * stays at its end. A sum at SUM_MOST is no figure any more, but one that is
 * at least so large; see sum_is_over.
 */
#ifndef SUM_H
#define SUM_H

#include <stdint.h>

#define SUM_MOST INT64_MAX
#define SUM_LEAST INT64_MIN

/* a + b */
static inline int64_t
sum_add(int64_t a, int64_t b)
{
	if (b > 0 ? a > SUM_MOST - b : a < SUM_LEAST - b)
		return b > 0 ? SUM_MOST : SUM_LEAST;
	return a + b;
}

/* a - b */
static inline int64_t
sum_less(int64_t a, int64_t b)
{
	if (b > 0 ? a < SUM_LEAST + b : a > SUM_MOST + b)
		return b > 0 ? SUM_LEAST : SUM_MOST;
	return a - b;
}

/* Whether something did not fit: the ends are no figures of their own. */
static inline int
sum_is_over(int64_t v)
{
	return v == SUM_MOST || v == SUM_LEAST;
}

/* a * b */
int64_t sum_times(int64_t a, int64_t b);

/*
 * a * b / c, rounded towards 0, where a * b need not fit. c = 0 gives the end
 * of the range on the side of a * b, or 0 where that is 0.
 */
int64_t sum_scale(int64_t a, int64_t b, int64_t c);

/* The whole part of v; 0 for what is no number. */
int64_t sum_whole(double v);

#endif
