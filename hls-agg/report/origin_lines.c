/*
 * Lines of the origins that were folded, or those that merged hosts had.
 */
#include "figures/origins.h"
#include "figures/walk.h"
#include "merge/fleet.h"
#include "origin_lines.h"
#include "record.h"

/* Lines of our own origins */

static void
put_status(const struct figures *f, struct sbuf *b, const struct origin *o)
{
	const struct origin_exporter *down = origin_down(o);
	int64_t age_us = f->at.tick_us - origin_told_us(o);
	size_t i;

	sbuf_str(b, "- name=");
	sbuf_str(b, o->name);
	put_int(b, "up", down == NULL);
	if (down != NULL) {
		sbuf_str(b, " reason=");
		sbuf_str(b, down->reason);
	}
	put_int(b, "exporters", (int64_t)o->exporters);
	put_int(b, "answering", (int64_t)origin_answering(o));
	put_micro(b, "age", age_us > 0 ? age_us : 0);
	put_int(b, "scrapes", o->scrapes);
	put_int(b, "failed", o->failed);
	for (i = 0; i < o->keys; i++)
		if (o->series[i]->known)
			walk_field(b, o->series[i]->key, o->series[i]->unit,
			    o->series[i]->now);
	sbuf_char(b, '\n');
}

static void
put_stat(struct sbuf *b, const struct origin_series *s,
    const struct series_stat *stat)
{
	sbuf_char(b, ' ');
	sbuf_str(b, s->key);
	sbuf_str(b, ".p50=");
	metric_value(b, s->unit, stat->p50);
	sbuf_char(b, ' ');
	sbuf_str(b, s->key);
	sbuf_str(b, ".max=");
	metric_value(b, s->unit, stat->max);
}

/* Of a window of this width, or of `steady` (-1) or `all` (0). */
static int
look(const struct figures *f, const struct series *s, int64_t width_us,
    struct series_stat *stat)
{
	if (width_us > 0)
		return series_window(s, f->at.elapsed_us, width_us, stat);
	return sorted_stat(width_us < 0 ? &s->steady : &s->all, stat);
}

static void
put_window(const struct figures *f, struct sbuf *b, const char *window,
    int64_t width_us)
{
	struct series_stat stat;
	size_t i, k;

	for (i = 0; i < f->origins.n; i++) {
		const struct origin *o = f->origins.list[i];
		size_t start = b->n, headed;

		sbuf_str(b, window);
		sbuf_str(b, " name=");
		sbuf_str(b, o->name);
		headed = b->n;
		for (k = 0; k < o->keys; k++)
			if (look(f, &o->series[k]->values, width_us, &stat))
				put_stat(b, o->series[k], &stat);
		if (b->n == headed)
			b->n = start;
		else
			sbuf_char(b, '\n');
	}
}

static void
own_lines(const struct figures *f, struct sbuf *b)
{
	const struct windows *ws = &f->windows;
	size_t i;

	for (i = 0; i < ws->count && f->ticks > 0; i++)
		if (ws->window[i].shown)
			put_window(f, b, ws->window[i].name,
			    ws->window[i].width_us);
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(f, b, WINDOW_STEADY, -1);
	put_window(f, b, WINDOW_ALL, 0);
	for (i = 0; i < f->origins.n; i++)
		put_status(f, b, f->origins.list[i]);
}

/* Lines of merged hosts */

static void
host_lines(struct sbuf *b, const struct host *h)
{
	struct slice lines = sbuf_view(&h->origins);

	while (lines.n > 0) {
		struct slice line = slice_cut(&lines, '\n');

		sbuf_slice(b, slice_cut(&line, ' '));
		if (!slice_starts(line, SLICE("host=")))
			put_str(b, "host", h->name);
		sbuf_char(b, ' ');
		sbuf_slice(b, line);
		sbuf_char(b, '\n');
	}
}

void
origin_lines(const struct report *r, struct sbuf *b)
{
	size_t i;

	if (r->judge->fleet == NULL) {
		own_lines(r->figures, b);
		return;
	}
	for (i = 0; i < r->judge->fleet->n; i++)
		host_lines(b, &r->judge->fleet->host[i]);
}
