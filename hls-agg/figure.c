/*
 * One walk over a group of the catalogue, so that lines and JSON cannot differ.
 */
#include <stdio.h>

#include "figure.h"
#include "group.h"

#define CODE_PATH "http.code."

/* Groups that every run touches; the others are shown once they are. */
static const enum metric_id always[] = {
	M_PLAYLIST_COUNT, M_SEGMENT_COUNT, M_CONNECT_COUNT, M_HTTP_REQUESTS,
	M_STARTUP_COUNT, M_REBUFFER_COUNT, M_SESSION_STARTS, M_PIPELINE_LINES,
};

int
figures_shown(const struct tally *all, unsigned id)
{
	size_t i;

	for (i = 0; i < COUNT(always); i++)
		if (id == always[i])
			return 1;
	return tally_any(all, id, group_end(id));
}

void
figures_start(struct figures *f, const struct tally *t, const struct codes *c,
    unsigned id)
{
	*f = (struct figures){ .tally = t, .codes = c };
	f->id = group_first(id);
	f->end = group_end(id);
	/* Only the group of requests has codes. */
	if (f->id != group_first(M_HTTP_REQUESTS))
		f->code = c->n;
}

void
figures_sketch(struct figures *f, const struct tally *t, unsigned id)
{
	*f = (struct figures){ .tally = t, .id = id, .end = id + 1,
		.states = 1 };
}

/* Fills in a figure: its path, with a sketch's key or a status behind it. */
static int
found(struct figures *f, const char *path, const char *tail)
{
	size_t n = strlen(path), k = strlen(tail);

	if (n + k + 2 > sizeof(f->path))
		return 0;
	memcpy(f->path, path, n);
	if (k > 0 && path[n - 1] != '.')
		f->path[n++] = '.';
	memcpy(f->path + n, tail, k + 1);
	f->key = strchr(f->path, '.') + 1;
	return 1;
}

int64_t
figure_stat(const struct hist *h, int stat)
{
	const struct sketch_stat *s = &sketch_stats[stat];

	if (s->den > 0)
		return hist_quantile(h, s->num, s->den);
	if (strcmp(s->key, "mean") == 0)
		return hist_mean(h);
	return strcmp(s->key, "min") == 0 ? h->min : h->max;
}

static int
next_stat(struct figures *f)
{
	const struct metric *m = &metrics[f->id];
	const struct hist *h = tally_sketch(f->tally, f->id);

	while (f->stat < STATS && !metric_has_stat(m, f->stat))
		f->stat++;
	if (h->n == 0 || f->stat == STATS) {
		f->stat = 0;
		f->id++;
		return 0;
	}
	f->unit = m->unit;
	f->value = figure_stat(h, f->stat);
	return found(f, m->path, sketch_stats[f->stat++].key);
}

static int
next_value(struct figures *f)
{
	enum metric_id id = f->id++;

	f->unit = metrics[id].unit;
	return tally_value(f->tally, id, &f->value) &&
	    found(f, metrics[id].path, "");
}

static int
next_code(struct figures *f)
{
	char status[16];

	if (f->code >= f->codes->n)
		return 0;
	snprintf(status, sizeof(status), "%d",
	    code_status(f->codes, f->code));
	f->unit = UNIT_ONE;
	f->value = f->tally->counter[code_sorted(f->codes, f->code)];
	f->code++;
	return found(f, CODE_PATH, status);
}

static int
next_of(struct figures *f, enum metric_kind kind)
{
	if (kind == METRIC_SKETCH || (kind == METRIC_STATE && f->states))
		return next_stat(f);
	if (kind == METRIC_GAUGE || kind == METRIC_STATE) {
		f->id++;
		return 0;
	}
	return next_value(f);
}

int
figures_next(struct figures *f)
{
	while (f->id < f->end)
		if (next_of(f, metrics[f->id].kind))
			return 1;
	return f->codes != NULL && next_code(f);
}

void
figure_put(struct sbuf *b, const char *key, enum metric_unit unit, int64_t v)
{
	sbuf_char(b, ' ');
	sbuf_str(b, key);
	sbuf_char(b, '=');
	metric_value(b, unit, v);
}

void
figures_put(struct figures *f, struct sbuf *b)
{
	while (figures_next(f))
		figure_put(b, f->key, f->unit, f->value);
}
