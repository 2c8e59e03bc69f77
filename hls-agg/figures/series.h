/*
 * The values of one figure that comes now and then, a scrape's, not with each
 * event: few enough to be kept, so that medians and maxima are exact.
 *
 * A value is of no time until series_close gives it that of its tick, as for
 * the seconds of window.h, whose rule for what is in a window this follows.
 */
#ifndef SERIES_H
#define SERIES_H

#include <stddef.h>
#include <stdint.h>

/* The sliding windows' share: 300 s of a scrape each 0.5 s, and room. */
#define SERIES_RECENT 1024
/* The whole run's: 36 hours of a scrape each 2 s; then it is thinned out. */
#define SERIES_WHOLE 65536

struct series_value {
	int64_t at_us;		/* elapsed at its tick */
	int64_t v;
};

/* Values in their order by size; of more than SERIES_WHOLE each second one. */
struct sorted {
	int64_t *v;		/* owned */
	size_t n, size;
	int64_t max;		/* of all there ever were */
	int64_t skip, skipped;	/* one in skip + 1 is taken */
};

/* Start from { 0 }; series_free at the end. */
struct series {
	struct series_value *recent;	/* a ring, owned */
	uint64_t n;		/* values so far */
	uint64_t closed;	/* of these, those that have a time */
	struct sorted all, steady;
};

/* What the report and the records show of some values. */
struct series_stat {
	int64_t p50;		/* rank ceil(n / 2) */
	int64_t max;
};

void series_add(struct series *s, int64_t v);

/* A tick: what came before it is of this time; steady: of that window too. */
void series_close(struct series *s, int64_t at_us, int steady);

/*
 * 1, or 0 where there are none: of a window of this width up to now_us, and of
 * the sorted ones.
 */
int series_window(const struct series *s, int64_t now_us, int64_t width_us,
    struct series_stat *stat);
int sorted_stat(const struct sorted *s, struct series_stat *stat);

void series_free(struct series *s);

#endif
