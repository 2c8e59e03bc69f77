/*
 * When thresholds are judged; how one is, is in threshold.c.
 */
#include "figures/figures.h"
#include "judge.h"

void
judge_by(struct judge *j, struct figures *f, const struct rules *rules)
{
	size_t i;

	j->rules = *rules;
	j->on.figures = f;
	for (i = 0; i < rules->n; i++) {
		int d = rules->threshold[i].what.dimension;

		if (d >= 0)
			f->by[d].counted = 1;
	}
}

int
judge_tick(struct judge *j)
{
	size_t i;

	if (j->on.figures->stopping)
		return 0;
	generator_tick(&j->generator, &j->rules.limits, j->on.figures);
	for (i = 0; i < j->rules.n; i++) {
		struct threshold *t = &j->rules.threshold[i];

		if (threshold_tick(t, &j->on) && t->stop && j->stopped == 0)
			j->stopped = i + 1;
	}
	return j->stopped > 0;
}

void
judge_end(struct judge *j)
{
	size_t i;

	for (i = 0; i < j->rules.n; i++)
		threshold_end(&j->rules.threshold[i], &j->on);
	j->over = 1;
}
