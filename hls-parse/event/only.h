/*
 * A choice of kinds: the others are left out of what is written.
 */
#ifndef ONLY_H
#define ONLY_H

#include "sbuf.h"

/* Start from { 0 }: all kinds. */
struct only {
	struct slice list;	/* "fetch,tick"; empty: all but without */
	struct slice without;	/* one kind left out, or empty */
};

/* 0, or -1 if a list of kinds is none: empty words, or bytes of no kind. */
int only_check(struct slice list);

/* Takes the lines behind the first from bytes of b that are not chosen out. */
void only_filter(const struct only *, struct sbuf *b, size_t from);

#endif
