/*
 * Beginning and end; what happens between is in main.c and merge.c.
 */
#include "agg.h"

void
agg_init(struct agg *a, const struct plan *plan)
{
	figures_init(&a->figures, plan);
	fold_init(&a->fold, &a->figures);
	a->judge = (struct judge){ .on.figures = &a->figures };
	a->report = (struct report){ .figures = &a->figures,
		.judge = &a->judge, .fold = &a->fold, .histogram = -1 };
	a->csv = (struct csv){ .out.fd = -1 };
}

void
agg_free(struct agg *a)
{
	fold_free(&a->fold);
	figures_free(&a->figures);
	judge_free(&a->judge);
	csv_free(&a->csv);
}
