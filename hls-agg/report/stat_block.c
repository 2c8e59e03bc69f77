/*
 * Windows by sections, then gauges, sketches, faults and the verdict. Which
 * keys there are is the catalogue's business (walk.h).
 */
#include "capacity_print.h"
#include "figures/walk.h"
#include "finding.h"
#include "host_print.h"
#include "origin_print.h"
#include "part_print.h"
#include "record.h"
#include "roster.h"
#include "sentence.h"
#include "stat_block.h"
#include "verdict_print.h"
#include "viewer_rows.h"

#define NOBODY SLICE("-")
#define FAULTS_SHOWN 8

static void
begin(const struct figures *f, struct sbuf *b, const char *kind)
{
	record_begin(b, f->at.tick_us, NOBODY, kind);
}

/* record_begin for a kind that is a section's name. */
static void
begin_section(const struct figures *f, struct sbuf *b, const char *subject,
    unsigned id)
{
	sbuf_micro(b, f->at.tick_us);
	sbuf_char(b, ' ');
	sbuf_str(b, subject);
	sbuf_char(b, ' ');
	sbuf_slice(b, metric_section(&metrics[id]));
}

static void
put_window(const struct figures *f, struct sbuf *b, const char *name,
    const struct tally *t)
{
	struct walk w;
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (!walk_shown(&f->windows.all, id))
			continue;
		walk_start(&w, t, &f->codes, id);
		if (!walk_next(&w))
			continue;
		begin_section(f, b, name, id);
		walk_field(b, w.key, w.unit, w.value);
		walk_put(&w, b);
		record_end(b);
	}
}

static void
put_state(const struct figures *f, struct sbuf *b, unsigned id)
{
	struct walk w;

	walk_sketch(&w, &f->windows.all, id);
	walk_put(&w, b);
}

/* The gauges and states of the section that id is in, as a record's fields. */
static void
put_gauges(const struct figures *f, struct sbuf *b, unsigned id)
{
	unsigned end = metric_end(id);

	for (id = metric_first(id); id < end; id++) {
		if (metrics[id].kind == METRIC_STATE)
			put_state(f, b, id);
		else if (f->gauge[id].known)
			walk_field(b, metric_key(&metrics[id]),
			    metrics[id].unit, f->gauge[id].now);
	}
	record_end(b);
}

static void
put_run(const struct figures *f, struct sbuf *b)
{
	int i;

	begin(f, b, "run");
	for (i = 0; i < RUN_TEXTS; i++)
		if (f->run.text[i].n > 0)
			put_slice(b, run_keys[i], sbuf_view(&f->run.text[i]));
	if (f->run.bandwidth > 0)
		put_int(b, "bandwidth", f->run.bandwidth);
	put_gauges(f, b, M_RUN_ELAPSED);
}

static int
any_known(const struct figures *f, unsigned id)
{
	unsigned end = metric_end(id);

	for (; id < end; id++)
		if (f->gauge[id].known)
			return 1;
	return 0;
}

static void
put_states(const struct figures *f, struct sbuf *b)
{
	unsigned id;

	put_run(f, b);
	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (id == metric_first(M_RUN_ELAPSED) || !any_known(f, id) ||
		    id == metric_first(M_CAPACITY_CARRIES))
			continue;
		begin_section(f, b, "-", id);
		put_gauges(f, b, id);
	}
}

static void
put_sketches(const struct figures *f, struct sbuf *b)
{
	unsigned id;

	for (id = 0; id < METRICS; id++) {
		const struct hist *h;

		if (!metric_is_sketch(&metrics[id]))
			continue;
		h = tally_sketch(&f->windows.all, id);
		if (h->n == 0)
			continue;
		begin(f, b, "sketch");
		put_str(b, "of", metrics[id].path);
		hist_print(h, b);
		record_end(b);
	}
}

static void
put_faults(const struct figures *f, struct sbuf *b)
{
	const struct fault *worst[FAULTS_SHOWN];
	int i, n = fault_worst(&f->faults, worst, FAULTS_SHOWN);

	for (i = 0; i < n; i++) {
		begin(f, b, "fault");
		put_str(b, "text", worst[i]->text);
		put_int(b, "count", worst[i]->count);
		record_end(b);
	}
}

static void
put_text(const struct figures *f, struct sbuf *b, const char *kind,
    struct slice text)
{
	begin(f, b, kind);
	put_slice(b, "text", text);
	record_end(b);
}

static void
put_report(const struct figures *f, struct sbuf *b, struct slice text)
{
	while (text.n > 0)
		put_text(f, b, "report", slice_cut(&text, '\n'));
}

/* The head of the report as things stand. */
static void
put_head(const struct report *r, struct sbuf *b)
{
	struct sbuf text = { 0 };
	struct slice lines, line;

	sentence_print(r, &text);
	lines = sbuf_view(&text);
	put_text(r->figures, b, "summary", slice_cut(&lines, '\n'));
	text.n = 0;
	finding_print(r->figures, &text);
	lines = sbuf_view(&text);
	while (lines.n > 0) {
		line = slice_cut(&lines, '\n');
		slice_skip(&line, SLICE("  "));
		put_text(r->figures, b, "finding", line);
	}
	sbuf_free(&text);
}

static void
put_phases(const struct figures *f, struct sbuf *b)
{
	const struct phase *p;
	size_t i;

	for (i = 0; (p = phases_kept(&f->phases, i)) != NULL; i++) {
		begin(f, b, "phase");
		put_int(b, "n", p->n);
		put_micro(b, "at", p->at_us);
		if (p->target >= 0)
			put_int(b, "target", p->target);
		record_end(b);
	}
}

/* What was over its limit in the second that the block closes, if any was. */
static unsigned
limited_now(const struct judge *j)
{
	const struct figures *f = j->on.figures;

	/* The last block may close one that was not judged. */
	return f->stopping || j->generator.elapsed_us != f->at.elapsed_us ? 0 :
	    j->generator.now;
}

static void
put_limited(const struct judge *j, struct sbuf *b)
{
	const struct generator *g = &j->generator;
	unsigned now = limited_now(j);
	struct sbuf words = { 0 };
	int i;

	if (g->ticks == 0)
		return;
	begin(j->on.figures, b, "limited");
	for (i = 0; i < LIMITEDS; i++) {
		put_int(b, limited_words[i], g->limited[i]);
		if (!(now & 1u << i))
			continue;
		if (words.n > 0)
			sbuf_char(&words, ',');
		sbuf_str(&words, limited_words[i]);
	}
	if (words.n > 0)
		put_slice(b, "now", sbuf_view(&words));
	record_end(b);
	sbuf_free(&words);
}

static void
put_last(const struct figures *f, struct sbuf *b, const struct sbuf *report)
{
	if (f->end.n > 0) {
		begin(f, b, "end");
		put_slice(b, "reason", sbuf_view(&f->end));
		record_end(b);
	}
	put_report(f, b, sbuf_view(report));
}

static void
put_windows(const struct figures *f, struct sbuf *b)
{
	const struct windows *ws = &f->windows;
	size_t i;

	/* Without ticks there are no seconds, so no windows. */
	for (i = 0; i < ws->count && f->ticks > 0; i++)
		if (ws->window[i].shown)
			put_window(f, b, ws->window[i].name,
			    &ws->window[i].sum);
	if (ws->steady_shown && ws->steady_ticks > 0)
		put_window(f, b, WINDOW_STEADY, &ws->steady);
	put_window(f, b, WINDOW_ALL, &ws->all);
	part_records(f, b);
}

void
stat_block_print(struct report *r, struct sbuf *b, const struct sbuf *text)
{
	put_windows(r->figures, b);
	put_states(r->figures, b);
	host_records(r, b);
	origin_records(r, b);
	put_sketches(r->figures, b);
	put_faults(r->figures, b);
	put_head(r, b);
	viewer_unmeasured(r->figures, b);
	put_phases(r->figures, b);
	put_limited(r->judge, b);
	roster_records(r, b);
	capacity_record(r->judge, b);
	verdict_records(r->judge, b);
	if (text != NULL)
		put_last(r->figures, b, text);
	begin(r->figures, b, "block");
	put_int(b, "n", ++r->blocks);
	record_end(b);
}
