/*
 * What failed, in few words, and how often: "segment 503", "connect refused".
 */
#ifndef FAULT_H
#define FAULT_H

#include <stdint.h>

#include "slice.h"

#define FAULTS 64
#define FAULT_TEXT 56

struct fault {
	int64_t count;
	size_t len;
	char text[FAULT_TEXT];	/* printable ASCII */
};

/* Start from { 0 }. Beyond FAULTS different ones all are "other". */
struct faults {
	int n;
	struct fault fault[FAULTS];
};

/* One more; the text is "WHAT WHY", cut where it is too long. */
void fault_count(struct faults *f, const char *what, struct slice why);

/*
 * The worst first: fills order with at most max faults, by count and then by
 * text, and returns how many.
 */
int fault_worst(const struct faults *f, const struct fault **order, int max);

#endif
