/*
 * Which windows a run has: those of --windows, and those that thresholds look
 * at. The window `all` needs no plan.
 */
#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

#define PLAN_LISTED 8		/* widths in a list, at most */
#define PLAN_WIDTHS 16		/* those that thresholds add included */

struct plan_width {
	int64_t us;
	int shown;		/* printed, not only kept */
};

struct plan {
	struct plan_width width[PLAN_WIDTHS];	/* the shortest first */
	size_t n;
	int steady;		/* the window of that name is printed */
};

#define PLAN_DEFAULT "1s,10s,30s,60s,300s,steady,all"
void plan_default(struct plan *p);

/*
 * A list such as "10s,60s,steady,all". Returns NULL, or what is wrong with it,
 * behind the word that *word is set to.
 */
const char *plan_read(struct plan *p, struct slice list, struct slice *word);

/* One width, whole seconds from 1s to 1h: 0 and *us, or -1. */
int plan_width(struct slice word, int64_t *us);

/* A width more, not printed unless it is already. 0, or -1 if there are too
 * many. */
int plan_add(struct plan *p, int64_t us);

#endif
