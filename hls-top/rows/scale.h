/*
 * Distributions of the run as bars: rows of a panel, see panel.h.
 */
#ifndef SCALE_H
#define SCALE_H

#include "layout.h"

enum scale {
	SCALE_SCORE,		/* of clients, in tens */
	SCALE_SCORE_FEW,	/* the same in twenties */
	SCALE_SPEED,		/* of viewers, around 1 */
	SCALES
};

int scale_bars(enum scale s);

/* Whether the block has the distribution; arg as that of scale_bar. */
int scale_has(const struct view *v, int arg);

void scale_head(const struct view *v, struct frame *f, const struct row *r);

/*
 * "90 to 100   12  60.0 %  ####": arg is the bar's number from the top, times
 * SCALES, plus the scale.
 */
void scale_bar(const struct view *v, struct frame *f, const struct row *r);

#endif
