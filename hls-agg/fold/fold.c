/*
 * What begins, closes and ends: gauges that the folded state itself gives.
 */
#include <stdlib.h>

#include "census.h"
#include "fold.h"
#include "session.h"
#include "sum/sum.h"

void
fold_init(struct fold *fold, struct figures *figures)
{
	*fold = (struct fold){ .figures = figures };
}

void
fold_free(struct fold *fold)
{
	struct client *c;
	size_t i = 0;

	while ((c = clients_each(&fold->clients, &i)) != NULL)
		if (c->live != NULL)
			session_free(c->live);
	clients_free(&fold->clients);
}

static void
set_inflight(const struct fold *fold, struct gauge *g)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++)
		gauge_set(g, M_INFLIGHT_FIRST + type, fold->inflight[type]);
}

static void
set_viewers(const struct fold *fold, struct gauge *g)
{
	unsigned i;

	for (i = 0; i < VIEWER_ENDED; i++)
		gauge_set(g, M_STATES_FIRST + i, fold->viewers[i]);
	gauge_set(g, M_STARTUP_PENDING, fold->viewers[VIEWER_STARTUP]);
}

/* Over 1 % of a client's mean share of the lines. */
static void
set_degraded(const struct fold *fold)
{
	const int64_t *all = fold->figures->windows.all.counter;
	int64_t lines = sum_add(all[M_PIPELINE_LINES],
	    all[M_PIPELINE_LOST]);
	int64_t n = (int64_t)fold->clients.n, degraded = 0;
	struct client *c;
	size_t i = 0;

	if (lines == 0 || n == 0)
		return;
	while (all[M_PIPELINE_LOST] > 0 &&
	    (c = clients_each(&fold->clients, &i)) != NULL)
		degraded += (int64_t)c->lines_lost > lines / n / 100;
	gauge_set(fold->figures->gauge, M_CLIENTS_DEGRADED, degraded);
}

static void
set_gauges(const struct fold *fold)
{
	struct gauge *g = fold->figures->gauge;
	int64_t elapsed_us = fold->figures->at.elapsed_us;
	const struct gauge *duration = &g[M_RUN_DURATION];

	set_inflight(fold, g);
	if (fold->figures->viewed)
		set_viewers(fold, g);
	set_degraded(fold);
	if (fold->clients.n > 0)
		gauge_set(g, M_CLIENTS_SEEN, (int64_t)fold->clients.n);
	gauge_set(g, M_RUN_ELAPSED, elapsed_us);
	if (duration->known)
		gauge_set(g, M_RUN_REMAINING, duration->now > elapsed_us ?
		    duration->now - elapsed_us : 0);
}

void
fold_close(struct fold *fold, int64_t stamp_us)
{
	census_take(fold, stamp_us);
	figures_close(fold->figures, stamp_us);
	set_gauges(fold);
	figures_settle(fold->figures);
}

void
fold_finish(struct fold *fold)
{
	const struct moment *at = &fold->figures->at;

	if (fold->figures->pending == 0)
		return;
	fold_close(fold, at->last_us > at->tick_us ? at->last_us : at->tick_us);
}
