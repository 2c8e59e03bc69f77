/*
 * Stretches of the run in which the generator was the limit, each as it was:
 * at most SPANS of them, the two that are nearest to each other being one when
 * there would be more.
 */
#ifndef SPANS_H
#define SPANS_H

#include <stddef.h>
#include <stdint.h>

#define SPANS 200

/* The limits, by their words in hls-stat(5). */
enum { LIMITS = 4 };
extern const char *const span_limits[LIMITS + 1];

struct span {
	int64_t from_us, to_us;	/* elapsed time */
	unsigned limits;	/* bits, by span_limits */
};

/* Start from { 0 }. */
struct spans {
	struct span span[SPANS + 1];
	size_t n;
};

/* One that is no earlier than those there are; without limits it is none. */
void spans_add(struct spans *s, const struct span *fresh);

#endif
