/*
 * Which format a client wants: Accept (RFC 9110, 12.5.1) with its q-values.
 */
#ifndef NEGOTIATE_H
#define NEGOTIATE_H

#include "format/expo.h"
#include "slice.h"

/* What is known of each format so far. Start from { 0 }. */
struct negotiation {
	struct wish {
		int known;	/* some range matched */
		int exact;	/* how far: 0 any, 1 type, 2 subtype, more */
		int q;		/* thousandths */
	} wish[FORMATS];
};

/* The value of an Accept field; a request may have several. */
void negotiate_add(struct negotiation *n, struct slice value);

/*
 * The format with the highest q; where they are equal, the one asked for more
 * exactly, and else text. Text too where nothing we have is wanted: a scrape
 * in a format that was not asked for beats none.
 */
enum format negotiate_format(const struct negotiation *n);

#endif
