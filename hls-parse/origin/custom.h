/*
 * Metrics of an exporter that the user names, beside those that are known:
 *
 *	[KEY=]NAME[{label="value",...}]
 *
 * Series of that name with at least these labels; there may be several, and
 * their sum is meant. A name that ends in _total is a counter, of which the
 * rate is told; of any other the value. Pure.
 */
#ifndef CUSTOM_H
#define CUSTOM_H

#include "prom.h"
#include "slice.h"

#define CUSTOM_MAX 16
#define CUSTOM_KEY_BYTES 72

struct custom {
	char key[CUSTOM_KEY_BYTES];	/* "metric." and KEY, or NAME in lower
					 * case; terminated */
	struct slice name, labels;	/* views into what was given */
	int rate;			/* it is a counter */
};

/* Start from { 0 }. */
struct customs {
	struct custom list[CUSTOM_MAX];
	size_t n;
};

/* One more: NULL, or what is wrong. text is kept by reference. */
const char *custom_add(struct customs *all, struct slice text);

/* Whether a sample is of it. */
int custom_is(const struct custom *c, const struct prom_sample *s);

#endif
