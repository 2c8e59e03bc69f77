/*
 * The buckets of a native histogram: those of lib/hist, which are of schema 6
 * already, made coarser where there are too many.
 *
 * Schema s has bounds 2^(i / 2^s); joining neighbours in pairs gives schema
 * s - 1, exactly (Prometheus, "Native Histograms", Schema).
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <stddef.h>
#include <stdint.h>

#include "hist.h"

#define NATIVE_SCHEMA 6		/* of lib/hist */
#define NATIVE_SCHEMA_LEAST (-4)	/* the coarsest that Prometheus has */

/* Buckets in a row; the first of all stands at offset, others so far behind. */
struct native_span {
	int offset;
	unsigned length;
};

struct native {
	int schema;
	struct native_span *span;	/* owned */
	size_t spans;
	int64_t *delta;		/* each count minus the one before; owned */
	size_t deltas;
};

/*
 * The finest schema in which there are at most `most` buckets, empty ones
 * within a span counted; at the coarsest schema there may be more. Fills *n,
 * which native_free empties.
 */
void native_make(struct native *n, const struct hist *h, int most);
void native_free(struct native *n);

#endif
