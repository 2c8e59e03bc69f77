/*
 * When thresholds are judged; how one is, is in threshold.c.
 */
#include <stdio.h>

#include "agg.h"
#include "baseline.h"
#include "judge.h"

int
judge_baseline(const struct baseline *b, const struct lookup *l, int64_t *v)
{
	char path[512];
	enum metric_unit unit = lookup_unit(l);
	int of_all = l->window == LOOKUP_ALL || lookup_is_gauge(l) ||
	    (l->window == LOOKUP_AUTO && lookup_is_whole(l));

	if (l->dimension >= 0) {
		snprintf(path, sizeof(path), "by.%s.%.*s.%s",
		    dimension_names[l->dimension], (int)l->part.n,
		    l->part.p, l->path);
		return baseline_number(b, path, unit, v);
	}
	snprintf(path, sizeof(path), "windows." WINDOW_STEADY ".%s", l->path);
	if (!of_all && l->window != LOOKUP_SLIDING &&
	    baseline_number(b, path, unit, v))
		return 1;
	return l->window != LOOKUP_STEADY &&
	    baseline_number(b, l->path, unit, v);
}

void
judge_by(struct agg *a, const struct rules *rules)
{
	size_t i;

	a->judge.rules = *rules;
	for (i = 0; i < rules->n; i++) {
		int d = rules->threshold[i].what.dimension;

		if (d >= 0)
			a->parts.by[d].counted = 1;
	}
}

int
judge_tick(struct agg *a)
{
	struct judge *j = &a->judge;
	size_t i;

	if (a->stopping)
		return 0;
	generator_tick(&a->generator, a);
	for (i = 0; i < j->rules.n; i++) {
		struct threshold *t = &j->rules.threshold[i];

		if (threshold_tick(t, a) && t->stop && j->stopped == 0)
			j->stopped = i + 1;
	}
	return j->stopped > 0;
}

void
judge_end(struct agg *a)
{
	struct judge *j = &a->judge;
	size_t i;

	for (i = 0; i < j->rules.n; i++)
		threshold_end(&j->rules.threshold[i], a);
	j->over = 1;
}
