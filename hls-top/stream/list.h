/*
 * The state of a list on the screen: its order, what it is filtered by, and
 * where it is scrolled to.
 */
#ifndef LIST_H
#define LIST_H

#include "term/key.h"

#define LIST_FILTER 40

struct list {
	int sort;		/* number of the column it is ordered by */
	int columns;		/* how many there are to choose from */
	int reverse;
	int top;		/* rows above the first that is shown, */
	int page;		/* rows there is room for, */
	int rows;		/* and rows there are: when it was drawn last */
	char filter[LIST_FILTER];	/* rows that hold this; empty: all */
	unsigned looked;	/* in these columns, as bits: by the drawer */
	int typing;		/* the filter is being entered */
};

/* s, S, r and /; 1 if it was one of them. */
int list_letter(struct list *l, char c);
/* A key while the filter is entered; 1 if something has changed. */
int list_type(struct list *l, enum key key, char c);
/* Arrows and pages; 1 if it was one. */
int list_move(struct list *l, enum key key);

/* For the drawer: so many rows, and room for so many; keeps top within. */
void list_clamp(struct list *l, int rows, int page);
/* Shows all of it again; 0 where nothing was filtered. */
int list_unfilter(struct list *l);

#endif
