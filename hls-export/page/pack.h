/*
 * A distribution of one stretch of the run in a few hundred bytes: what two
 * sketches of hls-stat(5), which only grow, differ by. Hundreds of them are
 * kept, so that stretches can be joined without loss.
 */
#ifndef PACK_H
#define PACK_H

#include <stddef.h>
#include <stdint.h>

#include "hist.h"
#include "slice.h"

/* Start from { 0 }, which has no value; owns its memory until pack_free. */
struct pack {
	unsigned char *byte;	/* index and count of each bucket in use, each
				 * index as what it is behind the last; as
				 * numbers of seven bits a byte */
	size_t bytes;
	int64_t n;		/* values */
};

/* How a sketch stood: the count of each bucket, the zero bucket's first. */
#define PACK_BUCKETS (HIST_HIGH - HIST_LOW + 2)

struct pack_sums {
	int64_t count[PACK_BUCKETS];
};

/*
 * What a sketch has gained since it stood so, from the fields of its record;
 * sums then say how it stands now. What is no sketch has gained nothing.
 */
void pack_growth(struct pack *p, struct pack_sums *sums, struct slice fields);

/* p with the values of q, too; q stays as it is. */
void pack_join(struct pack *p, const struct pack *q);

/*
 * The quantile num/den by nearest rank, in units of 1/scale: the middle of its
 * bucket. p->n is not 0.
 */
int64_t pack_quantile(const struct pack *p, int64_t scale, int64_t num,
    int64_t den);

void pack_free(struct pack *p);

#endif
