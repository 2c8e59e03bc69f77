/*
 * A playlist from one fetch to the next: its lines, and which of them are new.
 * Pure.
 */
#ifndef DIFF_H
#define DIFF_H

#include <stddef.h>

#include "sbuf.h"
#include "slice.h"

/* A text and its lines, without their ends. Start from { 0 }. */
struct version {
	struct sbuf text;
	struct slice *line;	/* views of text */
	size_t n, room;
};

/* Takes a copy. A line ends with \n or \r\n; the last may lack it. */
void version_read(struct version *v, struct slice text);
void version_swap(struct version *a, struct version *b);
void version_free(struct version *v);

/* A run of lines of the new version. */
struct edit {
	int kept;		/* they stand in the old one, from from */
	size_t from;		/* or else these of the new one */
	size_t n;		/* at least 1 */
};

/* Start from { 0 }; edits_free at the end. */
struct edits {
	struct edit *list;
	size_t n, room;
};

/*
 * What makes the new version of the old one, in order. Runs of at least two
 * lines that both have are found wherever they stand: not the least edits, but
 * few, in time that grows with the lines.
 */
void edits_find(struct edits *e, const struct version *old,
    const struct version *new);
void edits_free(struct edits *e);

#endif
