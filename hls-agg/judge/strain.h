/*
 * What a stretch of the run, or all of it, says of the generator: that it was
 * the limit there. Then the figures of that stretch tell of this machine.
 */
#ifndef STRAIN_H
#define STRAIN_H

#include <stdint.h>

#include "figures/tally.h"
#include "generator.h"
#include "rules.h"
#include "sbuf.h"

enum strain {
	STRAIN_LOST, STRAIN_LATE, STRAIN_IDLE, STRAIN_BLOCKED, STRAIN_LOCAL,
	STRAIN_DESCRIPTORS, STRAINS
};

struct stretch {
	const struct generator *generator;
	const struct tally *tally;
	const struct limits *limits;
	int64_t no_descriptor;	/* messages that none was left */
};

/* Whether there is that strain; what was seen is appended to b, unless NULL. */
int strain_fact(const struct stretch *s, enum strain kind, struct sbuf *b);

/* What is behind that: "; the limit is 100 ms", or nothing. */
void strain_limit(const struct stretch *s, enum strain kind, struct sbuf *b);

/* a of b in millionths, 0 of nothing; both are counts of a run. */
int64_t strain_share(int64_t a, int64_t b);
/* Millionths as "0.43 %". */
void strain_percent(struct sbuf *b, int64_t micro);

#endif
