/*
 * When thresholds are judged; how one is, is in threshold.c.
 */
#include "agg.h"
#include "judge.h"

int
judge_baseline(const struct baseline *b, const char *path, int64_t *v)
{
	(void)b;
	(void)path;
	(void)v;
	return 0;
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
