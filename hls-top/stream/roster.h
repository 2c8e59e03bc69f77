/*
 * The clients that a block tells of one by one: read once per block, put into
 * order when the block, the order or the filter is another.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "block.h"
#include "column.h"
#include "list.h"

struct client {
	/* As the record has them, unescaped; empty where it has none. */
	struct slice value[COLUMNS];
};

/* Start from { 0 }. */
struct roster {
	struct client *client;	/* as the block has them */
	size_t n, size;
	struct place *place;	/* those that are shown, in order */
	size_t shown;
	int width[COLUMNS];	/* the widest text so far, for the drawer */
	struct sbuf plain;	/* values that were escaped */
	const struct block *of;	/* the block that was read, */
	int64_t number;		/* and which one that was */
	int sort, reverse;	/* how they were put into order */
	char filter[LIST_FILTER];
	unsigned looked;
};

/* A client in its place. */
struct place {
	const struct client *client;
	struct slice text;	/* what it is ordered by: this, */
	int64_t number;		/* or this */
};

/* Reads the clients of block b, unless that has been done. */
void roster_read(struct roster *r, const struct block *b);

/*
 * Then brings it up to date: those that the filter of l holds, in the order of
 * l. Those without a value in the column that they are ordered
 * by are last, either way round; equal ones stand in the order of their ids,
 * so that they keep their places from block to block. A filter is looked for in
 * the columns of l->looked, as their values are shown but whole, whatever the
 * case of ASCII letters.
 */
void roster_update(struct roster *r, const struct list *l);
void roster_free(struct roster *r);

#endif
