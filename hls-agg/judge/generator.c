/*
 * Lateness and idleness need a memory of the ticks before.
 */
#include "figures/figures.h"
#include "generator.h"
#include "rules.h"

static void
note_late(struct generator *g, const struct gauge *late, int64_t limit_us)
{
	if (!late->known)
		return;
	g->late_run = late->now > limit_us ? g->late_run + 1 : 0;
	if (g->late_run > g->late_most)
		g->late_most = g->late_run;
	if (late->now > g->late_worst_us)
		g->late_worst_us = late->now;
}

static void
note_idle(struct generator *g, const struct gauge *idle, int64_t limit,
    int64_t span_us)
{
	if (!idle->known)
		return;
	g->idle_run_us = idle->now < limit ? g->idle_run_us + span_us : 0;
	if (g->idle_run_us > g->idle_most_us)
		g->idle_most_us = g->idle_run_us;
	if (!g->idle_seen++ || idle->now < g->idle_least)
		g->idle_least = idle->now;
}

static void
note_blocked(struct generator *g, const struct gauge *blocked)
{
	if (!blocked->known)
		return;
	g->blocked_us += blocked->now;
	if (blocked->now > g->blocked_worst_us)
		g->blocked_worst_us = blocked->now;
}

void
generator_tick(struct generator *g, const struct limits *limits,
    const struct figures *f)
{
	int64_t span_us = f->at.elapsed_us - g->elapsed_us;

	g->elapsed_us = f->at.elapsed_us;
	note_late(g, &f->gauge[M_GENERATOR_LATE_MAX], limits->late_us);
	note_idle(g, &f->gauge[M_GENERATOR_IDLE], limits->idle, span_us);
	note_blocked(g, &f->gauge[M_GENERATOR_BLOCKED]);
}

void
generator_begin(struct generator *g)
{
	*g = (struct generator){ .elapsed_us = g->elapsed_us,
		.late_run = g->late_run, .idle_run_us = g->idle_run_us };
}
