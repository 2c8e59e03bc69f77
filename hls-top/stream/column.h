/*
 * The columns of the table of clients, as data: what a `client` record has of
 * them, how they are shown, and how clients are ordered by them.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include "human.h"
#include "slice.h"

enum column {
	COL_ID, COL_STATE, COL_SCORE, COL_SPEED, COL_DRIFT, COL_SEGMENTS,
	COL_BYTES, COL_ERRORS, COL_REBUFFERS, COL_TTFB, COL_GROUP,
	COL_RENDITION, COL_ADDR, COL_WHY, COL_AGENT, COLUMNS
};

struct column_info {
	const char *key;	/* of the record */
	const char *head;
	int width;		/* at least, in columns of the screen */
	int most;		/* where the texts are longer */
	int flexible;		/* longer texts only where there is room left */
	int right;		/* aligned; else left */
	int descending;		/* the greatest stand first, unless reversed */
	const char *const *order;	/* "lowest first", and the reverse */
	/*
	 * A value as the number it is ordered by: 0, or -1 if it is none. NULL:
	 * texts, in the order of natural.h.
	 */
	int (*read)(struct slice value, int64_t *v);
	/* That number for people; NULL: the value as it came. */
	struct human (*show)(int64_t v);
};

extern const struct column_info columns[COLUMNS];

/* Which columns are worth their width most, where not all of them fit. */
extern const enum column column_ranks[COLUMNS];

/*
 * The column of a record's key, or COLUMNS. It is looked for from a column on,
 * the one behind that of the key before: records have them in this order.
 */
enum column column_of(struct slice key, enum column from);

/*
 * A value as it is shown, in buf or in the value itself; empty where there is
 * none, or none that could be read.
 */
struct slice column_text(enum column c, struct slice value, struct human *buf);

#endif
