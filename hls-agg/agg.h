/*
 * hls-agg as a whole: figures, who fills them, and who judges and prints them.
 */
#ifndef AGG_H
#define AGG_H

#include "csv.h"
#include "figures/figures.h"
#include "fold/fold.h"
#include "judge/judge.h"
#include "report/report.h"

struct agg {
	struct figures figures;
	struct fold fold;	/* of clients under --merge there are none */
	struct judge judge;
	struct report report;
	struct csv csv;
};

/* Filled from events, judged by nothing; plan is not kept. */
void agg_init(struct agg *a, const struct plan *plan);
void agg_free(struct agg *a);

#endif
