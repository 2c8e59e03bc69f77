/*
 * Owners one behind the other, first come, first served. A place lives in its
 * owner; places and rows start from { 0 }.
 */
#ifndef ROW_H
#define ROW_H

#include <stdint.h>

struct place {
	struct place *next, *before;
	struct row *row;	/* that it is in, or NULL */
	void *owner;
};

struct row {
	struct place *first, *last;
	int64_t n;
};

/* At the end; out of the row where it was. */
void row_join(struct row *r, struct place *p, void *owner);

/* Out of its row, if it is in one. */
void row_quit(struct place *p);

/* The owner of the first place, or NULL. */
void *row_first(const struct row *r);

#endif
