/*
 * --check --json: the verdict and what this machine and the stream are, as one
 * object. What is not known is not there; "unknown" has why.
 */
#ifndef CHECK_JSON_H
#define CHECK_JSON_H

#include "sbuf.h"

struct swarm;

struct check {
	int ok;
	struct slice text;	/* the verdict in words */
	struct slice told;	/* on standard error, lines */
};

void check_json(struct sbuf *b, const struct swarm *s, const struct check *c);

#endif
