/*
 * Which series a family has had: a body with one that comes twice is refused as
 * a whole by some readers.
 */
#ifndef UNIQUE_H
#define UNIQUE_H

#include <stddef.h>
#include <stdint.h>

#include "labels.h"

/* Start from { 0 }. */
struct unique {
	uint64_t *hash;		/* a table, owned; 0: free */
	size_t size, n;
};

/*
 * Adds a series' labels, as they are shown and in any order: 1, or 0 if they
 * are there already.
 */
int unique_add(struct unique *u, const struct labels *l);

/* Forgets all; the memory is kept. */
void unique_clear(struct unique *u);
void unique_free(struct unique *u);

#endif
