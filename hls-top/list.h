/*
 * The state of a list on the screen: its order, what it is filtered by, and
 * where it is scrolled to.
 */
#ifndef LIST_H
#define LIST_H

#include "key.h"

#define LIST_FILTER 40

struct list {
	int sort;		/* number of the column it is ordered by */
	int columns;		/* how many there are to choose from */
	int reverse;
	int top;		/* rows above the first that is shown */
	char filter[LIST_FILTER];	/* rows that hold this; empty: all */
	int typing;		/* the filter is being entered */
};

/* s, r and /; 1 if it was one of them. */
int list_letter(struct list *l, char c);
/* A key while the filter is entered; 1 if something has changed. */
int list_type(struct list *l, enum key key, char c);
/* Arrows and pages; 1 if it was one. The end of the list is for its drawer. */
int list_move(struct list *l, enum key key, int page);

/*
 * For the drawer: keeps top within a list of n rows of which `page` are shown.
 */
void list_clamp(struct list *l, int n, int page);

#endif
