/*
 * Groups first, then the whole: what is in no group is kept as one more, so
 * that the parts shown add up to the whole that is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "rising.h"
#include "sum/sum.h"

#define GROUP SLICE("by=group:")

/* Over the groups of one block: as hls-agg told them, and as they are shown. */
struct sums {
	int64_t told[METRICS], shown[METRICS];
};

/* NULL: there are too many already. */
static struct rising_one *
find(struct rising *r, struct slice name)
{
	struct rising_one *one;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (slice_eq(sbuf_view(&r->one[i].name), name))
			return &r->one[i];
	if (r->n == RISING_MOST)
		return NULL;
	r->one = eresize(r->one, r->n + 1, sizeof(*r->one));
	one = &r->one[r->n++];
	memset(one, 0, sizeof(*one));
	sbuf_slice(&one->name, name);
	return one;
}

/* The provisional counter that a field of a record is, or METRICS. */
static int
find_figure(struct slice kind, struct slice key)
{
	int i;

	for (i = 0; i < METRICS; i++) {
		const struct metric *m = &metrics[i];

		if (m->kind == METRIC_PROVISIONAL &&
		    slice_eq(kind, metric_section(m)) &&
		    slice_eq(key, slice_str(metric_key(m))))
			break;
	}
	return i;
}

static int64_t
raise(struct rising_one *one, int id, int64_t v)
{
	if (v > one->most[id])
		one->most[id] = v;
	return one->most[id];
}

/* The value to be shown of a group, or of the whole with all groups known. */
static int64_t
shown(struct rising_one *one, int id, int64_t told, struct sums *s)
{
	int64_t v;

	if (one->name.n == 0)
		return sum_add(s->shown[id], raise(one, id,
		    sum_less(told, s->told[id])));
	v = raise(one, id, told);
	s->told[id] = sum_add(s->told[id], told);
	s->shown[id] = sum_add(s->shown[id], v);
	return v;
}

/* An empty text of its own, as a stream may have a record twice. */
static struct sbuf *
next_text(struct rising *r)
{
	if (r->texts == r->room) {
		r->text = eresize(r->text, r->room + 1, sizeof(*r->text));
		r->text[r->room++] = (struct sbuf){ 0 };
	}
	r->text[r->texts].n = 0;
	return &r->text[r->texts++];
}

static void
rewrite(struct rising *r, struct rising_one *one, struct record *rec,
    struct sums *s)
{
	struct slice rest = rec->rest;
	struct sbuf *text;
	struct field f;
	int64_t v;

	if (one == NULL)
		return;
	text = next_text(r);
	while (field_next(&rest, &f)) {
		int id = find_figure(rec->kind, f.key);
		int ours = id < METRICS &&
		    metric_read(metrics[id].unit, f.value, &v) == 0 &&
		    v >= 0 && !sum_is_over(v);

		if (text->n > 0)
			sbuf_char(text, ' ');
		sbuf_slice(text, f.key);
		sbuf_char(text, '=');
		if (ours)
			metric_value(text, metrics[id].unit,
			    shown(one, id, v, s));
		else
			sbuf_slice(text, f.value);
	}
	rec->rest = sbuf_view(text);
}

static int
has_provisional(struct slice kind)
{
	int i;

	for (i = 0; i < METRICS; i++)
		if (metrics[i].kind == METRIC_PROVISIONAL &&
		    slice_eq(kind, metric_section(&metrics[i])))
			return 1;
	return 0;
}

/* The records of all groups, or those of the whole. */
static void
apply(struct rising *r, struct block *b, int groups, struct sums *s)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		struct record *rec = &b->record[i];
		struct slice rest = rec->rest;
		int by = slice_starts(rest, SLICE("by="));

		if (!slice_eq(rec->subject, slice_str(block_windows[W_ALL])) ||
		    !has_provisional(rec->kind) || !record_valid(rest))
			continue;
		if (groups && slice_starts(rest, GROUP))
			rewrite(r, find(r, slice_cut(&rest, ' ')), rec, s);
		if (!groups && !by)
			rewrite(r, find(r, SLICE("")), rec, s);
	}
}

static void
forget(struct rising *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		sbuf_free(&r->one[i].name);
	r->n = 0;
}

void
rising_apply(struct rising *r, struct block *b)
{
	struct sums s = { { 0 }, { 0 } };
	struct slice rest;
	int64_t n = 0;

	if (block_find(b, "-", SLICE("block"), &rest))
		field_int(rest, "n", &n);
	if (n <= r->block)
		forget(r);
	r->block = n;
	r->texts = 0;
	/* The whole has its place, however many groups there are. */
	find(r, SLICE(""));
	apply(r, b, 1, &s);
	apply(r, b, 0, &s);
}

void
rising_free(struct rising *r)
{
	size_t i;

	forget(r);
	for (i = 0; i < r->room; i++)
		sbuf_free(&r->text[i]);
	free(r->text);
	free(r->one);
	*r = (struct rising){ 0 };
}
