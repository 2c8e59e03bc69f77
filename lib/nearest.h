/*
 * What somebody who mistyped a name may have meant: the one that the fewest
 * edits lead to.
 */
#ifndef NEAREST_H
#define NEAREST_H

#include "slice.h"

#define NEAREST_MAX 63		/* bytes of a name; longer ones are no guess */
#define NEAREST_EDITS 5		/* from so many on it is no guess either */

struct nearest {
	struct slice typed;
	size_t edits;		/* only fewer lead to what is near */
	char name[NEAREST_MAX + 1];	/* "": nothing is */
};

/* Keeps the name if it is nearer than those before. */
void nearest_try(struct nearest *n, const char *name);

#endif
