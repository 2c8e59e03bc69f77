/*
 * Rounds, and the time that they cover. What they add up to is in blend.c.
 */
#include <stdio.h>
#include <stdlib.h>

#include "blend.h"
#include "clock.h"
#include "ealloc.h"
#include "fleet.h"
#include "host_lines.h"
#include "sum/sum.h"

/* A host that has run for longer than this had begun before it joined. */
#define JOIN_US (2 * SECOND_US)

/* Totals beyond this would be of no run, and not far from overflow. */
#define TOTAL_MAX (INT64_MAX / 2)

void
fleet_init(struct fleet *f, struct figures *figures, char **names)
{
	size_t i;

	*f = (struct fleet){ .figures = figures };
	while (names[f->n] != NULL)
		f->n++;
	f->host = ezalloc(f->n, sizeof(*f->host));
	for (i = 0; i < f->n; i++)
		host_init(&f->host[i], names[i]);
	told_init(&f->told);
	tally_init(&f->gain);
	/* What each host knew is not told, but for what it judged. */
	figures->target_known = 1;
	figures->by[BY_HOST].counted = figures->by[BY_HOST].shown = 1;
}

void
fleet_free(struct fleet *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		host_free(&f->host[i]);
	free(f->host);
	told_free(&f->told);
	tally_free(&f->gain);
}

int
fleet_due(const struct fleet *f, const struct host *h, int64_t stamp_us)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct host *one = &f->host[i];
		int64_t us = stamp_us - one->round_us;

		if (one->in_round && (one == h ?
		    us >= SECOND_US - WINDOW_SLACK_US :
		    f->sorted && us >= SECOND_US))
			return 1;
	}
	return 0;
}

static int
is_taken(const struct fleet *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (strcmp(f->host[i].name, name) == 0)
			return 1;
	return 0;
}

/* Its own word, or else its stream's; with a number if that is taken. */
static void
give_name(struct fleet *f, struct host *h)
{
	const struct sbuf *own = &h->run.text[RUN_HOST];
	char base[HOST_NAME_MAX - 12], name[HOST_NAME_MAX];
	int i;

	if (own->n > 0)
		snprintf(base, sizeof(base), "%.*s", (int)own->n, own->p);
	else
		snprintf(base, sizeof(base), "%s", h->path);
	for (i = 0; base[i] != '\0'; i++)
		if (base[i] <= ' ' || base[i] >= 0x7f || base[i] == '%')
			base[i] = '?';
	snprintf(name, sizeof(name), "%s", base);
	for (i = 2; is_taken(f, name); i++)
		snprintf(name, sizeof(name), "%s-%d", base, i);
	memcpy(h->name, name, sizeof(name));
	h->part = parts_number(&f->figures->by[BY_HOST], slice_str(name));
}

/* Both what the run has, and what has come in this round. */
static int
fits(const struct figures *all, const struct tally *gain)
{
	const struct tally *total = &all->windows.all, *now = &all->now;
	int i;

	for (i = 0; i < TALLY_COUNTERS; i++)
		if (sum_add(total->counter[i], now->counter[i]) >
		    TOTAL_MAX - gain->counter[i])
			return 0;
	for (i = 0; i < SKETCHES; i++) {
		const struct hist *h = &total->sketch[i], *k = &now->sketch[i];
		const struct hist *g = &gain->sketch[i];

		if (sum_add(h->sum, k->sum) > TOTAL_MAX - g->sum ||
		    h->n + k->n > HIST_MOST - g->n)
			return 0;
	}
	return 1;
}

/* Reads the block into f->told: 0, or -1 if it is not to be believed. */
static int
read_block(struct fleet *f, const struct host *h, const struct block *b)
{
	struct told *t = &f->told;

	if (told_read(t, b, &f->figures->codes) != 0)
		return -1;
	/* A section that was there does not go: its line was lost. */
	return t->n > h->now.n && t->sections < h->now.sections ? -1 : 0;
}

static void
enter_round(struct fleet *f, struct host *h)
{
	if (!fleet_begun(f))
		f->newest_us = f->told.stamp_us;
	if (f->told.stamp_us > f->newest_us)
		f->newest_us = f->told.stamp_us;
	if (!h->in_round)
		h->round_us = f->told.stamp_us;
	h->in_round = 1;
}

void
fleet_take(struct fleet *f, struct host *h, const struct block *b,
    int64_t garbled)
{
	struct figures *all = f->figures;
	int history;

	h->garbled += garbled;
	if (garbled > 0 || read_block(f, h, b) != 0) {
		h->refused++;
		return;
	}
	if (h->blocks > 0 && !told_follows(&h->now, &f->told))
		host_restart(h);
	else if (h->end.n > 0)
		host_keep_end(h);
	tally_clear(&f->gain);
	told_gain(&h->now, &f->told, &f->gain);
	if (!fits(all, &f->gain)) {
		h->refused++;
		return;
	}
	/* What was before it joined is in no window. */
	history = !h->anchored && f->told.windows &&
	    f->told.elapsed_us > JOIN_US;
	f->joined_late |= history;
	tally_merge(history ? &all->windows.all : &all->now, &f->gain);
	h->stopping |= f->gain.counter[M_EXIT_SHUTDOWN] > 0;
	all->ticks += f->told.windows;
	enter_round(f, h);
	/* What follows is booked for all parts when the round is closed. */
	f->gain.span_us = history ? f->told.elapsed_us : 0;
	host_take(h, &f->told, b, &all->faults);
	host_uncounted(h, b, all);
	host_lines_keep(h, b);
	if (h->name[0] == '\0')
		give_name(f, h);
	tally_merge(&parts_at(&all->by[BY_HOST], h->part)->tally,
	    &f->gain);
	h->state = h->end.n > 0 ? HOST_ENDED : HOST_LIVE;
	all->records++;
}

int
fleet_begun(const struct fleet *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->host[i].in_round)
			return 1;
	return 0;
}

int
fleet_full(const struct fleet *f)
{
	size_t i;

	/* Those that begin in the first second have the same time of all. */
	if (f->rounds == 0 && fleet_count(f, HOST_WAITING) > 0)
		return 0;
	for (i = 0; i < f->n; i++)
		if (f->host[i].state == HOST_LIVE && !f->host[i].in_round)
			return 0;
	return fleet_begun(f);
}

size_t
fleet_count(const struct fleet *f, enum host_state state)
{
	size_t i, n = 0;

	for (i = 0; i < f->n; i++)
		n += f->host[i].state == state;
	return n;
}

/*
 * Where a host that is new stands in the time of all, with none that was there
 * before to compare: at its own elapsed time in the first round; in the past
 * where its stamp says so (streams are read behind files); else it goes on
 * from here.
 */
static int64_t
place_of(const struct fleet *f, const struct host *h)
{
	int64_t behind_us = f->figures->at.tick_us - h->now.stamp_us;
	int64_t us = h->now.elapsed_us;

	if (f->rounds == 0)
		return us;
	if (behind_us > 0 && behind_us <= f->elapsed_us)
		return f->elapsed_us - behind_us;
	return f->elapsed_us + (us <= JOIN_US ? us : 0);
}

/* Whether this round has hosts that stood in the time of all before. */
static int
any_anchored(const struct fleet *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->host[i].in_round && f->host[i].anchored)
			return 1;
	return 0;
}

/* Gives hosts that are new their place; returns how far time has come. */
static int64_t
place_hosts(struct fleet *f)
{
	int known = any_anchored(f);
	int64_t us = f->elapsed_us;
	size_t i;

	for (i = 0; i < f->n; i++) {
		struct host *h = &f->host[i];

		if (!h->in_round || known != h->anchored)
			continue;
		if (!known)
			h->anchor_us = place_of(f, h) - h->now.elapsed_us;
		h->anchored = 1;
		if (h->anchor_us + h->now.elapsed_us > us)
			us = h->anchor_us + h->now.elapsed_us;
	}
	f->ticked = 0;
	for (i = 0; i < f->n; i++) {
		struct host *h = &f->host[i];

		if (h->in_round && !h->anchored)
			h->anchor_us = us - h->now.elapsed_us;
		h->anchored |= h->in_round;
		/* A last block has the gauges of the one before. */
		h->ticked = h->in_round && (h->end.n == 0 || h->blocks == 1);
		f->ticked |= h->ticked;
		h->in_round = 0;
	}
	return us;
}

/* Sets the moment so that figures_close finds the span it has to book. */
static void
set_moment(struct fleet *f, int64_t span_us, int64_t stamp_us)
{
	struct moment *at = &f->figures->at;

	at->last_us = stamp_us;
	at->tick_us = stamp_us - span_us;
	if (f->rounds == 0)
		at->first_us = at->tick_us;
	if (f->rounds > 0 || !f->joined_late)
		return;
	/* Time that only the whole run covers, no window. */
	f->figures->windows.all.span_us += span_us;
	at->elapsed_us += span_us;
	at->tick_us = stamp_us;
}

/* Judging ends when the last of them stops, not the first. */
static void
count_others(struct fleet *f)
{
	struct figures *all = f->figures;
	size_t i;

	all->others = 0;
	for (i = 0; i < f->n; i++)
		all->others += f->host[i].state == HOST_LIVE &&
		    !f->host[i].stopping;
	if (all->others > 0)
		all->stopping = 0;
}

void
fleet_close(struct fleet *f)
{
	struct figures *all = f->figures;
	int64_t us = place_hosts(f), span_us = us - f->elapsed_us;
	int64_t stamp_us = f->newest_us;

	/* Where the clock that was ahead has gone, time still goes on. */
	if (f->rounds > 0 && stamp_us < all->at.tick_us + span_us)
		stamp_us = all->at.tick_us + span_us;
	f->elapsed_us = us;
	set_moment(f, span_us, stamp_us);
	count_others(f);
	blend_texts(f);
	host_lines_sum(f);
	figures_close(all, stamp_us);
	blend_gauges(f);
	figures_settle(all);
	f->joined_late = 0;
	f->rounds++;
}

int
fleet_doubt(const struct fleet *f, int over, struct sbuf *why)
{
	int doubt = 0;
	size_t i;

	for (i = 0; i < f->n; i++) {
		int of = host_doubt(&f->host[i], over, why);

		if (of > doubt)
			doubt = of;
	}
	return doubt;
}
