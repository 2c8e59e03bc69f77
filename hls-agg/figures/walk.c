/*
 * One walk over a section, so that lines and JSON cannot differ.
 */
#include <stdio.h>

#include "walk.h"

#define CODE_PATH "http.code."

int
walk_shown(const struct tally *all, unsigned id)
{
	return metric_is_always(id) || tally_any(all, id, metric_end(id));
}

void
walk_start(struct walk *w, const struct tally *t, const struct codes *c,
    unsigned id)
{
	*w = (struct walk){ .tally = t, .codes = c };
	w->id = metric_first(id);
	w->end = metric_end(id);
	/* Only the section of requests has codes. */
	if (w->id != metric_first(M_HTTP_REQUESTS))
		w->code = c->n;
}

void
walk_sketch(struct walk *w, const struct tally *t, unsigned id)
{
	*w = (struct walk){ .tally = t, .id = id, .end = id + 1,
		.states = 1 };
}

/* Fills in a figure: its path, with a sketch's key or a status behind it. */
static int
found(struct walk *w, const char *path, const char *tail)
{
	size_t n = strlen(path), k = strlen(tail);

	if (n + k + 2 > sizeof(w->path))
		return 0;
	memcpy(w->path, path, n);
	if (k > 0 && path[n - 1] != '.')
		w->path[n++] = '.';
	memcpy(w->path + n, tail, k + 1);
	w->key = strchr(w->path, '.') + 1;
	return 1;
}

static int
next_stat(struct walk *w)
{
	const struct metric *m = &metrics[w->id];
	const struct hist *h = tally_sketch(w->tally, w->id);

	while (w->stat < STATS && !metric_has_stat(m, w->stat))
		w->stat++;
	if (h->n == 0 || w->stat == STATS) {
		w->stat = 0;
		w->id++;
		return 0;
	}
	w->unit = m->unit;
	w->value = tally_stat(h, w->stat);
	return found(w, m->path, sketch_stats[w->stat++].key);
}

static int
next_value(struct walk *w)
{
	enum metric_id id = w->id++;

	w->unit = metrics[id].unit;
	return tally_value(w->tally, id, &w->value) &&
	    found(w, metrics[id].path, "");
}

static int
next_code(struct walk *w)
{
	char status[16];

	if (w->code >= w->codes->n)
		return 0;
	snprintf(status, sizeof(status), "%d",
	    code_status(w->codes, w->code));
	w->unit = UNIT_ONE;
	w->value = w->tally->counter[code_sorted(w->codes, w->code)];
	w->code++;
	return found(w, CODE_PATH, status);
}

static int
next_of(struct walk *w, enum metric_kind kind)
{
	if (kind == METRIC_SKETCH || (kind == METRIC_STATE && w->states))
		return next_stat(w);
	if (metric_is_gauge(&metrics[w->id]) || kind == METRIC_STATE) {
		w->id++;
		return 0;
	}
	return next_value(w);
}

int
walk_next(struct walk *w)
{
	while (w->id < w->end)
		if (next_of(w, metrics[w->id].kind))
			return 1;
	return w->codes != NULL && next_code(w);
}

void
walk_field(struct sbuf *b, const char *key, enum metric_unit unit, int64_t v)
{
	sbuf_char(b, ' ');
	sbuf_str(b, key);
	sbuf_char(b, '=');
	metric_value(b, unit, v);
}

void
walk_put(struct walk *w, struct sbuf *b)
{
	while (walk_next(w))
		walk_field(b, w->key, w->unit, w->value);
}
