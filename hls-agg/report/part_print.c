/*
 * One tour of a dimension's parts serves blocks, JSON and report.
 */
#include <stdio.h>
#include <stdlib.h>

#include "figures/walk.h"
#include "figures/window.h"
#include "part_print.h"
#include "record.h"
#include "text/text.h"

/* The sections whose figures say something of a part. */
static const enum metric_id sections[] = {
	M_PLAYLIST_COUNT, M_SEGMENT_COUNT, M_CONNECT_COUNT, M_HTTP_REQUESTS,
	M_STARTUP_COUNT, M_PLAYBACK_FAIL, M_REBUFFER_COUNT, M_VIEWERS_SPEED,
	M_CACHE_HIT,
};

static int
is_told(const struct part *p, unsigned section)
{
	return tally_any(&p->tally, section, metric_end(section));
}

/* A dimension's values, the busiest first; the last may stand for others. */
struct tour {
	const struct part *order[PARTS + 1];
	int n, next;
	struct part rest;	/* all that have no line of their own */
};

/* Those without a line of their own: behind PARTS_SHOWN, or others already. */
static void
gather(struct tour *t)
{
	int i, n = 0;

	tally_init(&t->rest.tally);
	t->rest.tally.partial = t->order[0]->tally.partial;
	for (i = 0; i < t->n; i++)
		if (n < PARTS_SHOWN &&
		    strcmp(t->order[i]->text, PART_OTHER) != 0)
			t->order[n++] = t->order[i];
		else
			tally_merge(&t->rest.tally, &t->order[i]->tally);
	t->order[n++] = &t->rest;
	t->n = n;
}

/* Phases as they came: numbers, which have no leading zeros. */
static int
lowest_first(const void *a, const void *b)
{
	const struct part *x = *(const struct part *const *)a;
	const struct part *y = *(const struct part *const *)b;
	size_t n = strlen(x->text), k = strlen(y->text);

	return n != k ? (n > k) - (n < k) : strcmp(x->text, y->text);
}

static void
tour_begin(struct tour *t, const struct figures *f, enum dimension d)
{
	static char other[] = PART_OTHER;

	*t = (struct tour){ .rest.text = other };
	t->n = parts_order(&f->by[d], t->order);
	if (t->n > PARTS_SHOWN) {
		gather(t);
		t->rest.tally.span_us = f->at.elapsed_us;
	}
	if (d == BY_PHASE)
		qsort(t->order, (size_t)(t->n - (t->n > PARTS_SHOWN)),
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		    sizeof(t->order[0]), lowest_first);
}

/* NULL at the end, which frees what the tour holds. */
static const struct part *
tour_next(struct tour *t)
{
	if (t->next < t->n)
		return t->order[t->next++];
	if (t->n > 0 && t->order[t->n - 1] == &t->rest)
		tally_free(&t->rest.tally);
	return NULL;
}

static void
put_record(const struct figures *f, struct sbuf *b, const struct part *p,
    enum metric_id id)
{
	struct walk w;

	walk_start(&w, &p->tally, &f->codes, id);
	walk_put(&w, b);
	record_end(b);
}

static void
put_part(const struct figures *f, struct sbuf *b, enum dimension d,
    const struct part *p)
{
	size_t i;

	for (i = 0; i < COUNT(sections); i++) {
		if (!is_told(p, sections[i]))
			continue;
		sbuf_micro(b, f->at.tick_us);
		sbuf_str(b, " " WINDOW_ALL " ");
		sbuf_slice(b, metric_section(&metrics[sections[i]]));
		sbuf_printf(b, " by=%s:", dimension_names[d]);
		escape(b, slice_str(p->text));
		put_record(f, b, p, sections[i]);
	}
}

void
part_records(const struct figures *f, struct sbuf *b)
{
	const struct part *p;
	struct tour tour;
	int d;

	for (d = 0; d < DIMENSIONS; d++) {
		if (!f->by[d].shown)
			continue;
		tour_begin(&tour, f, (enum dimension)d);
		while ((p = tour_next(&tour)) != NULL)
			put_part(f, b, (enum dimension)d, p);
	}
}

static void
put_object(const struct figures *f, struct nest *j, const struct part *p)
{
	struct walk w;
	struct nest child;
	size_t i;

	nest_child(j, slice_str(p->text), &child);
	for (i = 0; i < COUNT(sections); i++) {
		if (!is_told(p, sections[i]))
			continue;
		walk_start(&w, &p->tally, &f->codes, sections[i]);
		while (walk_next(&w)) {
			nest_key(&child, w.path);
			metric_value(child.out, w.unit, w.value);
		}
	}
	nest_end(&child);
}

void
part_json(const struct figures *f, struct nest *j)
{
	const struct part *p;
	struct nest child;
	struct tour tour;
	char path[32];
	int d;

	for (d = 0; d < DIMENSIONS; d++) {
		if (!f->by[d].shown)
			continue;
		snprintf(path, sizeof(path), "by.%s", dimension_names[d]);
		nest_key(j, path);
		nest_object(j, &child);
		tour_begin(&tour, f, (enum dimension)d);
		while ((p = tour_next(&tour)) != NULL)
			put_object(f, &child, p);
		nest_end(&child);
	}
}

/* The columns of the report's table. */
struct column {
	const char *title;
	enum metric_id id;
	int quantile;		/* of a sketch, percent */
};
static const struct column columns[] = {
	{ "requests", M_HTTP_REQUESTS, 0 },
	{ "errors", M_HTTP_ERROR_RATIO, 0 },
	{ "lost", M_SEGMENT_LOSS, 0 },
	{ "ttfb p95", M_SEGMENT_TTFB, 95 },
	{ "delivery", M_SEGMENT_DELIVERY, 95 },
	{ "startup", M_STARTUP_TIME, 95 },
	{ "rebuffer", M_REBUFFER_RATIO, 0 },
};

static void
put_cell(struct sbuf *b, const struct tally *t, const struct column *c)
{
	struct sbuf cell = { 0 };
	int64_t v;

	if (c->quantile > 0 && tally_sketch(t, c->id)->n > 0)
		text_time(&cell, hist_quantile(tally_sketch(t, c->id),
		    c->quantile, 100));
	else if (c->quantile == 0 && tally_value(t, c->id, &v)) {
		if (metrics[c->id].unit == UNIT_RATIO)
			text_percent(&cell, v);
		else
			sbuf_int(&cell, v);
	} else
		sbuf_char(&cell, '-');
	sbuf_printf(b, "%10.*s", (int)cell.n, cell.p);
	sbuf_free(&cell);
}

static void
part_row(struct sbuf *b, const char *name, const struct tally *t, int width)
{
	size_t i;

	text_safe(b, slice_str(name));
	sbuf_printf(b, "%*s", width - (int)strlen(name), "");
	for (i = 0; i < COUNT(columns); i++) {
		if (t != NULL)
			put_cell(b, t, &columns[i]);
		else
			sbuf_printf(b, "%10s", columns[i].title);
	}
	sbuf_char(b, '\n');
}

/* A value for people: of one phase, "2, to 50", where that is known. */
static const char *
part_name(const struct figures *f, enum dimension d, const struct part *p,
    char name[PART_TEXT_MAX + 32])
{
	const struct parts *ps = &f->by[d];
	int i;

	for (i = 0; d == BY_PHASE && f->phases.count > 0 && i < ps->n &&
	    i < PARTS; i++)
		if (ps->part[i] == p) {
			snprintf(name, PART_TEXT_MAX + 32, "%s, to %lld",
			    p->text, (long long)f->phase_target[i]);
			return name;
		}
	return p->text;
}

static int
name_width(const struct figures *f, const struct tour *t, enum dimension d)
{
	char room[PART_TEXT_MAX + 32];
	size_t n = strlen(dimension_names[d]);
	int i;

	for (i = 0; i < t->n; i++) {
		const char *name = part_name(f, d, t->order[i], room);

		if (strlen(name) > n)
			n = strlen(name);
	}
	return (int)n + 1;
}

void
part_rows(const struct figures *f, struct sbuf *b)
{
	char room[PART_TEXT_MAX + 32];
	const struct part *p;
	struct tour tour;
	int d, width;

	for (d = 0; d < DIMENSIONS; d++) {
		if (!f->by[d].shown || f->by[d].n == 0)
			continue;
		tour_begin(&tour, f, (enum dimension)d);
		width = name_width(f, &tour, (enum dimension)d);
		sbuf_char(b, '\n');
		part_row(b, dimension_names[d], NULL, width);
		while ((p = tour_next(&tour)) != NULL)
			part_row(b, part_name(f, (enum dimension)d, p, room),
			    &p->tally, width);
	}
}

void
part_phases(const struct figures *f, struct sbuf *b)
{
	const struct parts *phases = &f->by[BY_PHASE];
	char room[PART_TEXT_MAX + 32];
	int i;

	if (phases->n == 0 || phases->shown)
		return;
	sbuf_char(b, '\n');
	part_row(b, "phase", NULL, 20);
	for (i = 0; i < phases->n; i++) {
		const struct part *p = phases->part[i];

		part_row(b, part_name(f, BY_PHASE, p, room), &p->tally, 20);
	}
}
