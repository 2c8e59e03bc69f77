/*
 * The same walk over the catalogue as the blocks (figure.h), under the paths'
 * own names; other windows than `all` stand under `windows`.
 */
#include <stdio.h>

#include "figure.h"
#include "group.h"
#include "hosts.h"
#include "json.h"
#include "nest.h"
#include "origin_print.h"
#include "parts.h"
#include "roster.h"
#include "verdict.h"

static void
put_number(struct nest *j, const char *path, enum metric_unit unit, int64_t v)
{
	nest_key(j, path);
	metric_value(j->out, unit, v);
}

static void
put_group(struct nest *j, const char *prefix, struct figures *f)
{
	char path[128];

	while (figures_next(f)) {
		snprintf(path, sizeof(path), "%s%s", prefix, f->path);
		put_number(j, path, f->unit, f->value);
	}
}

static void
put_window(struct nest *j, const struct agg *a, const char *prefix,
    const struct tally *t)
{
	struct figures f;
	unsigned id;

	for (id = 0; id < METRICS; id = group_end(id)) {
		if (!figures_shown(&a->windows.all, id))
			continue;
		figures_start(&f, t, &a->codes, id);
		put_group(j, prefix, &f);
	}
}

static void
put_state(struct nest *j, const struct agg *a, unsigned id)
{
	struct figures f;

	figures_sketch(&f, &a->windows.all, id);
	put_group(j, "", &f);
}

/* As at the end; the viewers, who have left by then, when they were most. */
static void
put_gauges(struct nest *j, const struct agg *a, unsigned id)
{
	unsigned end = group_end(id);

	for (; id < end; id++) {
		int64_t v = a->gauge[id].now;

		if (metrics[id].kind == METRIC_STATE)
			put_state(j, a, id);
		if (!a->gauge[id].known)
			continue;
		if (id >= M_VIEWERS_STARTUP &&
		    id < M_VIEWERS_STARTUP + VIEWER_GAUGES)
			v = a->peak[id - M_VIEWERS_STARTUP];
		put_number(j, metrics[id].path, metrics[id].unit, v);
	}
}

static void
put_run(struct nest *j, const struct agg *a)
{
	char path[32];
	int i;

	for (i = 0; i < RUN_TEXTS; i++) {
		if (a->run.text[i].n == 0)
			continue;
		snprintf(path, sizeof(path), "run.%s", run_keys[i]);
		nest_key(j, path);
		nest_text(j, sbuf_view(&a->run.text[i]));
	}
	put_gauges(j, a, group_first(M_RUN_ELAPSED));
}

/* The whole run, group by group: what happened, then how things stand. */
static void
put_whole(struct nest *j, const struct agg *a)
{
	struct figures f;
	unsigned id;

	for (id = 0; id < METRICS; id = group_end(id)) {
		if (figures_shown(&a->windows.all, id)) {
			figures_start(&f, &a->windows.all, &a->codes, id);
			put_group(j, "", &f);
		}
		if (id != group_first(M_RUN_ELAPSED))
			put_gauges(j, a, id);
	}
}

static void
put_faults(struct nest *j, const struct agg *a)
{
	const struct fault *worst[FAULTS];
	int i, n = fault_worst(&a->faults, worst, FAULTS);

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
put_windows(struct nest *j, const struct agg *a)
{
	const struct windows *ws = &a->windows;
	char prefix[32];
	size_t i;

	for (i = 0; i < ws->count && a->ticks > 0; i++) {
		const struct window *w = &ws->window[i];

		if (a->at.elapsed_us < w->width_us)
			break;
		if (!w->shown)
			continue;
		snprintf(prefix, sizeof(prefix), "windows.%s.", w->name);
		put_window(j, a, prefix, &w->sum);
	}
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(j, a, "windows." WINDOW_STEADY ".", &ws->steady);
}

void
json_print(const struct agg *a, struct sbuf *b)
{
	struct nest j;

	nest_begin(&j, b);
	put_run(&j, a);
	put_whole(&j, a);
	put_faults(&j, a);
	hosts_json(a, &j);
	origin_json(a, &j);
	parts_json(a, &j);
	roster_json(a, &j);
	put_windows(&j, a);
	verdict_json(a, &j);
	if (a->end.n > 0) {
		nest_key(&j, "end.reason");
		nest_text(&j, sbuf_view(&a->end));
	}
	nest_end(&j);
}
