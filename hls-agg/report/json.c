/*
 * The same walk over the catalogue as the blocks (figure.h), under the paths'
 * own names; other windows than `all` stand under `windows`.
 */
#include <stdio.h>

#include "figures/section.h"
#include "figures/walk.h"
#include "host_print.h"
#include "json.h"
#include "origin_print.h"
#include "part_print.h"
#include "roster.h"
#include "text/nest.h"
#include "verdict_print.h"

static void
put_number(struct nest *j, const char *path, enum metric_unit unit, int64_t v)
{
	nest_key(j, path);
	metric_value(j->out, unit, v);
}

static void
put_group(struct nest *j, const char *prefix, struct walk *w)
{
	char path[128];

	while (walk_next(w)) {
		snprintf(path, sizeof(path), "%s%s", prefix, w->path);
		put_number(j, path, w->unit, w->value);
	}
}

static void
put_window(struct nest *j, const struct report *r, const char *prefix,
    const struct tally *t)
{
	struct walk w;
	unsigned id;

	for (id = 0; id < METRICS; id = section_end(id)) {
		if (!walk_shown(&r->figures->windows.all, id))
			continue;
		walk_start(&w, t, &r->figures->codes, id);
		put_group(j, prefix, &w);
	}
}

static void
put_state(struct nest *j, const struct report *r, unsigned id)
{
	struct walk w;

	walk_sketch(&w, &r->figures->windows.all, id);
	put_group(j, "", &w);
}

/* As at the end; the viewers, who have left by then, when they were most. */
static void
put_gauges(struct nest *j, const struct report *r, unsigned id)
{
	unsigned end = section_end(id);

	for (; id < end; id++) {
		int64_t v = r->figures->gauge[id].now;

		if (metrics[id].kind == METRIC_STATE)
			put_state(j, r, id);
		if (!r->figures->gauge[id].known)
			continue;
		if (id >= M_VIEWERS_STARTUP &&
		    id < M_VIEWERS_STARTUP + VIEWER_GAUGES)
			v = r->figures->peak[id - M_VIEWERS_STARTUP];
		put_number(j, metrics[id].path, metrics[id].unit, v);
	}
}

static void
put_run(struct nest *j, const struct report *r)
{
	char path[32];
	int i;

	for (i = 0; i < RUN_TEXTS; i++) {
		if (r->figures->run.text[i].n == 0)
			continue;
		snprintf(path, sizeof(path), "run.%s", run_keys[i]);
		nest_key(j, path);
		nest_text(j, sbuf_view(&r->figures->run.text[i]));
	}
	put_gauges(j, r, section_first(M_RUN_ELAPSED));
}

/* The whole run, group by group: what happened, then how things stand. */
static void
put_whole(struct nest *j, const struct report *r)
{
	struct walk w;
	unsigned id;

	for (id = 0; id < METRICS; id = section_end(id)) {
		if (walk_shown(&r->figures->windows.all, id)) {
			walk_start(&w, &r->figures->windows.all, &r->figures->codes, id);
			put_group(j, "", &w);
		}
		if (id != section_first(M_RUN_ELAPSED))
			put_gauges(j, r, id);
	}
}

static void
put_faults(struct nest *j, const struct report *r)
{
	const struct fault *worst[FAULTS];
	int i, n = fault_worst(&r->figures->faults, worst, FAULTS);

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
put_windows(struct nest *j, const struct report *r)
{
	const struct windows *ws = &r->figures->windows;
	char prefix[32];
	size_t i;

	for (i = 0; i < ws->count && r->figures->ticks > 0; i++) {
		const struct window *w = &ws->window[i];

		if (r->figures->at.elapsed_us < w->width_us)
			break;
		if (!w->shown)
			continue;
		snprintf(prefix, sizeof(prefix), "windows.%s.", w->name);
		put_window(j, r, prefix, &w->sum);
	}
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(j, r, "windows." WINDOW_STEADY ".", &ws->steady);
}

void
json_print(const struct report *r, struct sbuf *b)
{
	struct nest j;

	nest_begin(&j, b);
	put_run(&j, r);
	put_whole(&j, r);
	put_faults(&j, r);
	host_json(r, &j);
	origin_json(r, &j);
	part_json(r->figures, &j);
	roster_json(r, &j);
	put_windows(&j, r);
	verdict_json(r->judge, &j);
	if (r->figures->end.n > 0) {
		nest_key(&j, "end.reason");
		nest_text(&j, sbuf_view(&r->figures->end));
	}
	nest_end(&j);
}
