/*
 * Which columns of the table of clients fit on the screen, and where.
 */
#ifndef FIT_H
#define FIT_H

#include "view.h"

struct fit {
	int shown[COLUMNS];
	int start[COLUMNS];	/* of those: columns of the screen, from 0 */
	int width[COLUMNS];
};

/*
 * The column that the clients are ordered by is always among them. A column
 * grows with its texts, in r->width, and never shrinks: so that nothing moves
 * from block to block. l is told of them: its filter looks at no others.
 */
void fit_columns(struct fit *fit, struct roster *r, const struct frame *f,
    struct list *l);

#endif
