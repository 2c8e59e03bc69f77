/*
 * The same walk over the catalogue as the blocks (walk.h), under the paths'
 * own names; other windows than `all` stand under `windows`.
 */
#include <stdio.h>

#include "capacity_print.h"
#include "figures/walk.h"
#include "host_print.h"
#include "json.h"
#include "origin_print.h"
#include "part_print.h"
#include "roster.h"
#include "json/nest.h"
#include "verdict_print.h"

static void
put_number(struct nest *j, const char *path, enum metric_unit unit, int64_t v)
{
	nest_key(j, path);
	metric_value(j->out, unit, v);
}

static void
put_section(struct nest *j, const char *prefix, struct walk *w)
{
	char path[128];

	while (walk_next(w)) {
		snprintf(path, sizeof(path), "%s%s", prefix, w->path);
		put_number(j, path, w->unit, w->value);
	}
}

static void
put_window(struct nest *j, const struct figures *f, const char *prefix,
    const struct tally *t)
{
	struct walk w;
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (!walk_shown(&f->windows.all, id))
			continue;
		walk_start(&w, t, &f->codes, id);
		put_section(j, prefix, &w);
	}
}

static void
put_state(struct nest *j, const struct figures *f, unsigned id)
{
	struct walk w;

	walk_sketch(&w, &f->windows.all, id);
	put_section(j, "", &w);
}

/* As at the end; the viewers, who have left by then, when they were most. */
static void
put_gauges(struct nest *j, const struct figures *f, unsigned id)
{
	unsigned end = metric_end(id);

	for (; id < end; id++) {
		int64_t v = f->gauge[id].now;

		if (metrics[id].kind == METRIC_STATE)
			put_state(j, f, id);
		if (!f->gauge[id].known ||
		    (id == M_RUN_ELAPSED && !figures_timed(f)))
			continue;
		if (id >= M_VIEWERS_FIRST && id < M_VIEWERS_END)
			v = f->peak[id - M_VIEWERS_FIRST];
		put_number(j, metrics[id].path, metrics[id].unit, v);
	}
}

static void
put_run(struct nest *j, const struct figures *f)
{
	char path[32];
	int i;

	for (i = 0; i < RUN_TEXTS; i++) {
		if (f->run.text[i].n == 0)
			continue;
		snprintf(path, sizeof(path), "run.%s", run_keys[i]);
		nest_key(j, path);
		nest_text(j, sbuf_view(&f->run.text[i]));
	}
	if (f->run.bandwidth > 0) {
		nest_key(j, "run.bandwidth");
		sbuf_int(j->out, f->run.bandwidth);
	}
	put_gauges(j, f, metric_first(M_RUN_ELAPSED));
}

/* The whole run, section by section: what happened, then how things stand. */
static void
put_whole(struct nest *j, const struct figures *f)
{
	struct walk w;
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (walk_shown(&f->windows.all, id)) {
			walk_start(&w, &f->windows.all, &f->codes, id);
			put_section(j, "", &w);
		}
		if (id != metric_first(M_RUN_ELAPSED) &&
		    id != metric_first(M_CAPACITY_CARRIES))
			put_gauges(j, f, id);
	}
}

static void
put_faults(struct nest *j, const struct figures *f)
{
	const struct fault *worst[FAULTS];
	int i, n = fault_worst(&f->faults, worst, FAULTS);

	nest_key(j, "faults");
	nest_list(j);
	for (i = 0; i < n; i++) {
		nest_item(j);
		sbuf_str(j->out, "{\"text\": ");
		nest_text(j, (struct slice){ worst[i]->text, worst[i]->len });
		sbuf_printf(j->out, ", \"count\": %lld}",
		    (long long)worst[i]->count);
	}
	nest_list_end(j);
}

/* A window that the run did not fill would only repeat `all`. */
static void
put_windows(struct nest *j, const struct figures *f)
{
	const struct windows *ws = &f->windows;
	char prefix[32];
	size_t i;

	for (i = 0; i < ws->count && f->ticks > 0; i++) {
		const struct window *w = &ws->window[i];

		if (f->at.elapsed_us < w->width_us)
			break;
		if (!w->shown)
			continue;
		snprintf(prefix, sizeof(prefix), "windows.%s.", w->name);
		put_window(j, f, prefix, &w->sum);
	}
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(j, f, "windows." WINDOW_STEADY ".", &ws->steady);
}

static void
put_figures(struct nest *j, const struct report *r)
{
	const struct figures *f = r->figures;

	put_run(j, f);
	put_whole(j, f);
	capacity_json(r->judge, j);
	put_faults(j, f);
	host_json(r, j);
	origin_json(r, j);
	part_json(f, j);
	roster_json(r, j);
	put_windows(j, f);
}

void
json_print(const struct report *r, struct sbuf *b)
{
	const struct figures *f = r->figures;
	struct nest j;

	nest_begin(&j, b);
	/* Of nothing, no zeros. */
	if (f->records > 0)
		put_figures(&j, r);
	verdict_json(r->judge, &j);
	if (f->end.n > 0) {
		nest_key(&j, "end.reason");
		nest_text(&j, sbuf_view(&f->end));
	}
	nest_end(&j);
}
