/*
 * Windows by groups, then gauges, sketches, faults and the verdict. Which keys
 * there are is the catalogue's business (figure.h).
 */
#include "print.h"
#include "figure.h"
#include "group.h"
#include "hosts.h"
#include "origin_print.h"
#include "parts.h"
#include "record.h"
#include "roster.h"
#include "verdict.h"

#define NOBODY SLICE("-")
#define FAULTS_SHOWN 8

static void
begin(const struct agg *a, struct sbuf *b, const char *kind)
{
	record_begin(b, a->at.tick_us, NOBODY, kind);
}

/* record_begin for a kind that is a group's name. */
static void
begin_group(const struct agg *a, struct sbuf *b, const char *subject,
    unsigned id)
{
	sbuf_micro(b, a->at.tick_us);
	sbuf_char(b, ' ');
	sbuf_str(b, subject);
	sbuf_char(b, ' ');
	sbuf_slice(b, group_name(id));
}

static void
put_window(const struct agg *a, struct sbuf *b, const char *name,
    const struct tally *t)
{
	struct figures f;
	unsigned id;

	for (id = 0; id < METRICS; id = group_end(id)) {
		if (!figures_shown(&a->windows.all, id))
			continue;
		figures_start(&f, t, &a->codes, id);
		if (!figures_next(&f))
			continue;
		begin_group(a, b, name, id);
		figure_put(b, f.key, f.unit, f.value);
		figures_put(&f, b);
		record_end(b);
	}
}

static void
put_state(const struct agg *a, struct sbuf *b, unsigned id)
{
	struct figures f;

	figures_sketch(&f, &a->windows.all, id);
	figures_put(&f, b);
}

/* The gauges and states of the group that id is in, as a record's fields. */
static void
put_gauges(const struct agg *a, struct sbuf *b, unsigned id)
{
	unsigned end = group_end(id);

	for (id = group_first(id); id < end; id++) {
		if (metrics[id].kind == METRIC_STATE)
			put_state(a, b, id);
		else if (a->gauge[id].known)
			figure_put(b, group_key(id), metrics[id].unit,
			    a->gauge[id].now);
	}
	record_end(b);
}

static void
put_run(const struct agg *a, struct sbuf *b)
{
	int i;

	begin(a, b, "run");
	for (i = 0; i < RUN_TEXTS; i++)
		if (a->run.text[i].n > 0)
			put_slice(b, run_keys[i], sbuf_view(&a->run.text[i]));
	put_gauges(a, b, M_RUN_ELAPSED);
}

static int
any_known(const struct agg *a, unsigned id)
{
	unsigned end = group_end(id);

	for (; id < end; id++)
		if (a->gauge[id].known)
			return 1;
	return 0;
}

static void
put_states(const struct agg *a, struct sbuf *b)
{
	unsigned id;

	put_run(a, b);
	for (id = 0; id < METRICS; id = group_end(id)) {
		if (id == group_first(M_RUN_ELAPSED) || !any_known(a, id))
			continue;
		begin_group(a, b, "-", id);
		put_gauges(a, b, id);
	}
}

static void
put_sketches(const struct agg *a, struct sbuf *b)
{
	unsigned id;

	for (id = 0; id < METRICS; id++) {
		const struct hist *h;

		if (!metric_is_sketch(&metrics[id]))
			continue;
		h = tally_sketch(&a->windows.all, id);
		if (h->n == 0)
			continue;
		begin(a, b, "sketch");
		put_str(b, "of", metrics[id].path);
		hist_print(h, b);
		record_end(b);
	}
}

static void
put_faults(const struct agg *a, struct sbuf *b)
{
	const struct fault *worst[FAULTS_SHOWN];
	int i, n = fault_worst(&a->faults, worst, FAULTS_SHOWN);

	for (i = 0; i < n; i++) {
		begin(a, b, "fault");
		put_str(b, "text", worst[i]->text);
		put_int(b, "count", worst[i]->count);
		record_end(b);
	}
}

static void
put_report(const struct agg *a, struct sbuf *b, struct slice text)
{
	while (text.n > 0) {
		begin(a, b, "report");
		put_slice(b, "text", slice_cut(&text, '\n'));
		record_end(b);
	}
}

static void
put_last(const struct agg *a, struct sbuf *b, const struct sbuf *report)
{
	if (a->end.n > 0) {
		begin(a, b, "end");
		put_slice(b, "reason", sbuf_view(&a->end));
		record_end(b);
	}
	put_report(a, b, sbuf_view(report));
}

static void
put_windows(const struct agg *a, struct sbuf *b)
{
	const struct windows *ws = &a->windows;
	size_t i;

	/* Without ticks there are no seconds, so no windows. */
	for (i = 0; i < ws->count && a->ticks > 0; i++)
		if (ws->window[i].shown)
			put_window(a, b, ws->window[i].name,
			    &ws->window[i].sum);
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(a, b, WINDOW_STEADY, &ws->steady);
	put_window(a, b, WINDOW_ALL, &ws->all);
	parts_records(a, b);
}

void
print_block(struct agg *a, struct sbuf *b, const struct sbuf *report)
{
	put_windows(a, b);
	put_states(a, b);
	hosts_records(a, b);
	origin_records(a, b);
	put_sketches(a, b);
	put_faults(a, b);
	roster_records(a, b);
	verdict_records(a, b);
	if (report != NULL)
		put_last(a, b, report);
	begin(a, b, "block");
	put_int(b, "n", ++a->blocks);
	record_end(b);
}
