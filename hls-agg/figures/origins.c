/*
 * Folding of origin events. An exporter that fails takes its figures of now
 * along: what it said last is not so any more.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ealloc.h"
#include "origins.h"

/* What is beyond this was not measured; see GAUGE_MAX. Millionths. */
#define FIGURE_MAX INT64_C(9000000000000000000)

/* Finding */

static struct origin *
find(struct origins *all, struct slice name)
{
	struct origin *o;
	size_t i;

	if (name.n == 0 || name.n >= ORIGIN_NAME_BYTES)
		return NULL;
	for (i = 0; i < all->n; i++)
		if (slice_eq(name, slice_str(all->list[i]->name)))
			return all->list[i];
	if (all->n == ORIGINS_MAX)
		return NULL;
	o = ezalloc(1, sizeof(*o));
	memcpy(o->name, name.p, name.n);
	all->list[all->n++] = o;
	return o;
}

static struct origin_exporter *
exporter_of(struct origin *o, int64_t n)
{
	size_t i;

	for (i = 0; i < o->exporters; i++)
		if (o->exporter[i].n == n)
			return &o->exporter[i];
	if (o->exporters == ORIGINS_MAX)
		return NULL;
	o->exporter = eresize(o->exporter, o->exporters + 1,
	    sizeof(*o->exporter));
	o->exporter[o->exporters] = (struct origin_exporter){ .n = n };
	return &o->exporter[o->exporters++];
}

static enum metric_unit
unit_of(int id)
{
	return id < ORIGIN_FIGURES ? origin_figures[id].unit : UNIT_DECIMAL;
}

/* Before the first key that belongs behind this one: the user's are last. */
static size_t
place(const struct origin *o, int id)
{
	size_t i;

	for (i = 0; i < o->keys && o->series[i]->id <= id; i++)
		;
	return i;
}

static struct origin_series *
series_of(struct origin *o, struct slice key, int id)
{
	struct origin_series *s;
	size_t i;

	for (i = 0; i < o->keys; i++)
		if (slice_eq(key, slice_str(o->series[i]->key)))
			return o->series[i];
	i = place(o, id);
	if (key.n >= ORIGIN_KEY_BYTES || (id == ORIGIN_FIGURES &&
	    i - place(o, id - 1) == ORIGIN_METRICS))
		return NULL;
	s = ezalloc(1, sizeof(*s));
	s->id = id;
	s->unit = unit_of(id);
	memcpy(s->key, key.p, key.n);
	memmove(o->series + i + 1, o->series + i,
	    (o->keys - i) * sizeof(struct origin_series *));
	o->series[i] = s;
	o->keys++;
	return s;
}

/* Folding */

static void
forget(struct origin *o, int64_t owner)
{
	size_t i;

	for (i = 0; i < o->keys; i++)
		if (o->series[i]->owner == owner)
			o->series[i]->known = 0;
}

static int
is_figure(int id, int64_t v)
{
	if (v > FIGURE_MAX || v < -FIGURE_MAX)
		return 0;
	return id == ORIGIN_FIGURES || v >= 0;
}

static void
take_figures(struct origin *o, int64_t owner, struct slice rest)
{
	struct origin_series *s;
	struct field f;
	int64_t v;

	while (field_next(&rest, &f)) {
		int id = origin_find(f.key);

		if (id < 0)
			continue;
		if (metric_read(unit_of(id), f.value, &v) != 0 ||
		    !is_figure(id, v))
			continue;
		s = series_of(o, f.key, id);
		if (s == NULL)
			continue;
		s->known = 1;
		s->owner = owner;
		s->now = v;
		series_add(&s->values, v);
	}
}

static void
take_reason(struct origin_exporter *e, struct slice rest)
{
	struct slice reason = SLICE("unknown");

	field_get(rest, "reason", &reason);
	snprintf(e->reason, sizeof(e->reason), "%.*s", (int)reason.n,
	    reason.p);
}

void
origins_event(struct origins *all, const struct record *r)
{
	struct origin_exporter *e;
	struct slice name, up;
	struct origin *o;
	int64_t n = 0;

	if (!record_valid(r->rest) || !field_get(r->rest, "name", &name) ||
	    !field_get(r->rest, "up", &up) ||
	    (o = find(all, name)) == NULL)
		return;
	field_int(r->rest, "n", &n);
	e = exporter_of(o, n);
	if (e == NULL)
		return;
	e->told_us = r->time_us;
	e->up = slice_eq(up, SLICE("1"));
	o->scrapes++;
	o->failed += !e->up;
	forget(o, n);
	if (e->up)
		take_figures(o, n, r->rest);
	else
		take_reason(e, r->rest);
}

/* Looking */

const struct origin_exporter *
origin_down(const struct origin *o)
{
	size_t i;

	for (i = 0; i < o->exporters; i++)
		if (!o->exporter[i].up)
			return &o->exporter[i];
	return NULL;
}

size_t
origin_answering(const struct origin *o)
{
	size_t i, n = 0;

	for (i = 0; i < o->exporters; i++)
		n += o->exporter[i].up != 0;
	return n;
}

int64_t
origin_told_us(const struct origin *o)
{
	int64_t us = INT64_MAX;
	size_t i;

	for (i = 0; i < o->exporters; i++)
		if (o->exporter[i].told_us < us)
			us = o->exporter[i].told_us;
	return us;
}

/* The most that any origin has now: 1, or 0 if none has it. */
static int
most(const struct origins *all, int id, int64_t *v)
{
	size_t i, k;
	int found = 0;

	for (i = 0; i < all->n; i++) {
		const struct origin *o = all->list[i];

		for (k = 0; k < o->keys; k++) {
			const struct origin_series *s = o->series[k];

			if (!s->known || s->id != id ||
			    (found && s->now <= *v))
				continue;
			*v = s->now;
			found = 1;
		}
	}
	return found;
}

static void
set_gauges(const struct origins *all, struct gauge *g)
{
	static const struct {
		enum metric_id gauge;
		enum origin_figure_id figure;
	} worst[] = {
		{ M_ORIGINS_CPU, ORIGIN_CPU },
		{ M_ORIGINS_MEMORY, ORIGIN_MEMORY },
	};
	size_t i;
	int64_t v, down = 0;

	for (i = 0; i < all->n; i++)
		down += (int64_t)(all->list[i]->exporters -
		    origin_answering(all->list[i]));
	gauge_set(g, M_ORIGINS_DOWN, down);
	for (i = 0; i < COUNT(worst); i++) {
		g[worst[i].gauge].known = 0;
		if (most(all, (int)worst[i].figure, &v))
			gauge_set(g, worst[i].gauge, v);
	}
}

void
origins_close(struct origins *all, struct gauge *g, int64_t elapsed_us,
    int steady)
{
	size_t i, k;

	if (all->n == 0)
		return;
	for (i = 0; i < all->n; i++)
		for (k = 0; k < all->list[i]->keys; k++)
			series_close(&all->list[i]->series[k]->values,
			    elapsed_us, steady);
	set_gauges(all, g);
}

void
origins_free(struct origins *all)
{
	size_t i, k;

	for (i = 0; i < all->n; i++) {
		struct origin *o = all->list[i];

		for (k = 0; k < o->keys; k++) {
			series_free(&o->series[k]->values);
			free(o->series[k]);
		}
		free(o->exporter);
		free(o);
	}
	all->n = 0;
}
