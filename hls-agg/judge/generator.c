/*
 * Lateness and idleness need a memory of the ticks before.
 */
#include "figures/figures.h"
#include "generator.h"
#include "rules.h"
#include "strain.h"
#include "sum/sum.h"

const char *const limited_words[LIMITEDS] = {
	"late", "idle", "blocked", "lost",
};

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
	g->blocked_us = sum_add(g->blocked_us, blocked->now);
	if (blocked->now > g->blocked_worst_us)
		g->blocked_worst_us = blocked->now;
}

static int
is_over(const struct gauge *g, int64_t limit)
{
	return g->known && g->now > limit;
}

static int
is_lossy(const struct slot *second, int64_t limit)
{
	int64_t n = slot_counter(second, M_PIPELINE_LOST);

	return n > 0 && strain_share(n,
	    sum_add(slot_counter(second, M_PIPELINE_LINES), n)) > limit;
}

/* The tick by itself, whatever those before it were like. */
static void
note_limited(struct generator *g, const struct limits *limits,
    const struct figures *f)
{
	const struct gauge *idle = &f->gauge[M_GENERATOR_IDLE];
	const struct gauge *late = &f->gauge[M_GENERATOR_LATE_MAX];
	const struct gauge *blocked = &f->gauge[M_GENERATOR_BLOCKED];
	const int over[LIMITEDS] = {
		[LIMITED_LATE] = is_over(late, limits->late_us),
		[LIMITED_IDLE] = idle->known && idle->now < limits->idle,
		[LIMITED_BLOCKED] = is_over(blocked, limits->late_us),
		[LIMITED_LOST] = is_lossy(windows_newest(&f->windows),
		    limits->lost),
	};
	int i;

	g->ticks += late->known || idle->known || blocked->known;
	g->now = 0;
	for (i = 0; i < LIMITEDS; i++) {
		g->limited[i] += over[i];
		g->now |= (unsigned)over[i] << i;
	}
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
	note_limited(g, limits, f);
}

void
generator_begin(struct generator *g)
{
	*g = (struct generator){ .elapsed_us = g->elapsed_us,
		.late_run = g->late_run, .idle_run_us = g->idle_run_us };
}
