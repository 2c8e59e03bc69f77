/*
 * JSON (RFC 8259) back into dotted paths and their values, as nest.h wrote
 * them: {"a": {"b": [1]}} is the pair "a.b.0", "1".
 */
#ifndef UNJSON_H
#define UNJSON_H

#include <stddef.h>

#include "slice.h"

/* Objects and lists within one another; deeper ones are refused. */
#define UNJSON_DEPTH 16

struct pair {
	char *path;
	char *text;		/* unescaped, U+FFFD for a NUL; numbers as
				 * they stand */
	int line;		/* where its value stands */
	int number;
};

/* Start from { 0 }; sorted by path once read. */
struct pairs {
	struct pair *pair;	/* owned */
	size_t n, size;
};

/* What is wrong, and where. */
struct unjson_error {
	const char *why;
	int line;
};

/*
 * Reads one value and nothing behind it: 0, or -1 with *e filled in. Numbers
 * are rewritten without an exponent: "1e-06" is "0.000001". A path that comes
 * twice is an error.
 */
int unjson(struct pairs *p, struct slice text, struct unjson_error *e);

/* The pair of a path, or NULL. */
const struct pair *pairs_find(const struct pairs *p, const char *path);

void pairs_free(struct pairs *p);

#endif
