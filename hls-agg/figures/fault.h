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

/* n more of a whole text; n may be 0. */
void fault_add(struct faults *f, struct slice text, int64_t n);

/*
 * The count of a text is at least this by now: returns by how much that is
 * more than was known.
 */
int64_t fault_raise(struct faults *f, struct slice text, int64_t count);

/*
 * The worst first: fills order with at most max faults, by count and then by
 * text, and returns how many.
 */
int fault_worst(const struct faults *f, const struct fault **order, int max);

#endif
