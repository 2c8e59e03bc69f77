/*
 * Only hosts that are there, or ended in order, are in the gauges: what a
 * silent one said last is not so now.
 */
#include "blend.h"
#include "sum/sum.h"

/* The names of all hosts as one text, up to about this. */
#define HOSTS_TEXT 200

static int
is_present(const struct host *h)
{
	return h->state == HOST_LIVE || h->state == HOST_ENDED;
}

/* The gauges of two hosts as one. */
static int64_t
join(enum metric_kind kind, int64_t x, int64_t y)
{
	if (kind == METRIC_GAUGE_MAX)
		return x > y ? x : y;
	if (kind == METRIC_GAUGE_MIN)
		return x < y ? x : y;
	return sum_add(x, y);
}

/* Gauges of the last second alone, not of how things stand. */
static int
is_of_second(unsigned id)
{
	static const enum metric_id ids[] = {
		M_GENERATOR_LATE_N, M_GENERATOR_LATE_MAX, M_GENERATOR_CPU,
		M_GENERATOR_IDLE, M_GENERATOR_BLOCKED, M_GENERATOR_LAG,
	};
	size_t i;

	for (i = 0; i < COUNT(ids); i++)
		if (ids[i] == id)
			return 1;
	return 0;
}

/* A host that has ended says nothing of what others still do. */
static int
is_told(const struct fleet *f, const struct host *h, unsigned id)
{
	return is_present(h) && h->gauge[id].known &&
	    (h->ticked || !is_of_second(id) || !f->ticked);
}

/* One gauge of all hosts: 1 and its value, or 0 if none has it. */
static int
join_gauge(const struct fleet *f, unsigned id, int64_t *v)
{
	int found = 0;
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct gauge *g = &f->host[i].gauge[id];

		if (!is_told(f, &f->host[i], id))
			continue;
		*v = found ? join(metrics[id].kind, *v, g->now) : g->now;
		found = 1;
	}
	return found;
}

static void
set_ramp(struct gauge *g)
{
	const struct gauge *target = &g[M_CLIENTS_TARGET];
	const struct gauge *started = &g[M_CLIENTS_STARTED];

	g[M_CLIENTS_RAMP].known = 0;
	if (target->known && started->known && target->now > 0)
		gauge_set(g, M_CLIENTS_RAMP, started->now >= target->now ?
		    1000000 : (int64_t)((double)started->now * 1e6 /
		    (double)target->now));
}

/* Distributions over what is there now are those of the hosts now. */
static void
set_states(const struct fleet *f)
{
	struct tally *all = &f->figures->windows.all;
	size_t i;
	int k;

	for (k = 0; k < SKETCHES; k++) {
		if (!tally_is_state(k))
			continue;
		hist_clear(&all->sketch[k]);
		for (i = 0; i < f->n; i++)
			if (is_present(&f->host[i]))
				hist_merge(&all->sketch[k],
				    &f->host[i].now.tally.sketch[k]);
	}
}

static void
set_gauges(const struct fleet *f)
{
	struct gauge *g = f->figures->gauge;
	unsigned id;
	int64_t v = 0;

	for (id = 0; id < METRICS; id++) {
		/* Steps of hosts are none of the load of all. */
		if (!metric_is_gauge(&metrics[id]) ||
		    id == M_CAPACITY_CARRIES)
			continue;
		g[id].known = 0;
		if (join_gauge(f, id, &v))
			gauge_set(g, id, v);
	}
	set_ramp(g);
	for (id = M_STATES_FIRST; id < M_STATES_END; id++)
		f->figures->viewed |= g[id].known;
}

static void
join_text(const struct fleet *f, enum run_text i)
{
	struct sbuf *text = &f->figures->run.text[i];
	size_t k;

	text->n = 0;
	for (k = 0; k < f->n; k++) {
		struct slice s = sbuf_view(&f->host[k].run.text[i]);

		if (s.n == 0 || slice_eq(s, sbuf_view(text)))
			continue;
		if (text->n > 0) {
			text->n = 0;
			sbuf_str(text, RUN_MULTIPLE);
			return;
		}
		sbuf_slice(text, s);
	}
}

/* The bit rate that was declared; 0 if it is not one. */
static int64_t
join_bandwidth(const struct fleet *f)
{
	int64_t v = 0;
	size_t k;

	for (k = 0; k < f->n; k++) {
		int64_t one = f->host[k].run.bandwidth;

		if (one == 0 || one == v)
			continue;
		if (v != 0)
			return 0;
		v = one;
	}
	return v;
}

static void
join_names(const struct fleet *f)
{
	struct sbuf *text = &f->figures->run.text[RUN_HOST];
	size_t k;

	text->n = 0;
	for (k = 0; k < f->n; k++) {
		if (f->host[k].name[0] == '\0')
			continue;
		if (text->n > 0)
			sbuf_char(text, ',');
		if (text->n > HOSTS_TEXT) {
			sbuf_str(text, "...");
			return;
		}
		sbuf_str(text, f->host[k].name);
	}
}

/*
 * There is an end when all have theirs; a host that failed is one at once,
 * since nothing can make that good.
 */
static void
set_end(const struct fleet *f)
{
	struct sbuf *end = &f->figures->end;
	size_t i, missing = 0;

	end->n = 0;
	for (i = 0; i < f->n; i++) {
		const struct host *h = &f->host[i];
		struct slice why = host_end(h);

		missing += h->end.n == 0 || h->cut > 0;
		if (end_is_worse(why, sbuf_view(end))) {
			end->n = 0;
			sbuf_slice(end, why);
		}
	}
	if (missing > 0 && end_badness(sbuf_view(end)) < END_GIVEUP)
		end->n = 0;
}

void
blend_texts(const struct fleet *f)
{
	int k;

	for (k = 0; k < RUN_TEXTS; k++)
		join_text(f, (enum run_text)k);
	join_names(f);
	f->figures->run.bandwidth = join_bandwidth(f);
	set_end(f);
}

void
blend_gauges(const struct fleet *f)
{
	struct gauge *elapsed = &f->figures->gauge[M_RUN_ELAPSED];
	int64_t own_us = f->figures->at.elapsed_us;

	set_gauges(f);
	set_states(f);
	if (!elapsed->known || own_us > elapsed->now)
		gauge_set(f->figures->gauge, M_RUN_ELAPSED, own_us);
}
