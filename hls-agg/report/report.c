/*
 * The rows of the report, in the order people know from vegeta and k6.
 */
#include "capacity_print.h"
#include "compare.h"
#include "draw.h"
#include "finding.h"
#include "host_print.h"
#include "origin_print.h"
#include "part_print.h"
#include "report.h"
#include "roster.h"
#include "row.h"
#include "sentence.h"
#include "source_rows.h"
#include "stream_rows.h"
#include "text/text.h"
#include "traffic_rows.h"
#include "verdict_print.h"
#include "viewer_rows.h"
#include "watch_print.h"

#define FAULTS_SHOWN 12

/* What the run says of itself, and the words before it. */
struct fact {
	enum run_text text;
	const char *before;
};

/* Some texts tell nothing, and one has no word before it to tell what of. */
static int
is_mute(const struct fact *part, struct slice text)
{
	return text.n == 0 || (part->text == RUN_KIND &&
	    slice_eq(text, SLICE("unknown"))) ||
	    (part->text == RUN_COMMAND &&
	    slice_eq(text, SLICE(RUN_MULTIPLE)));
}

static void
put_parts(const struct figures *f, struct sbuf *b, const struct fact *part,
    size_t n)
{
	int parts = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		struct slice text = sbuf_view(&f->run.text[part[i].text]);

		if (is_mute(&part[i], text))
			continue;
		if (parts == 0)
			row_label(b, part[i].text == RUN_URL ? "Run" : "");
		row_join(b, &parts);
		sbuf_str(b, part[i].before);
		text_safe(b, text);
	}
	if (parts > 0)
		sbuf_char(b, '\n');
}

static void
put_run(const struct figures *f, struct sbuf *b)
{
	static const struct fact url[] = { { RUN_URL, "" } };
	static const struct fact stream[] = {
		{ RUN_KIND, "" }, { RUN_VARIANT, "variant " },
		{ RUN_LABELS, "" },
	};
	static const struct fact tools[] = {
		{ RUN_FFMPEG, "ffmpeg " }, { RUN_VERSION, "hls-swarm " },
		{ RUN_HOST, "host " }, { RUN_CORES, "cores " },
	};
	static const struct fact command[] = { { RUN_COMMAND, "" } };

	put_parts(f, b, url, COUNT(url));
	put_parts(f, b, stream, COUNT(stream));
	put_parts(f, b, tools, COUNT(tools));
	put_parts(f, b, command, COUNT(command));
}

/* "; exits: 10 success, 1 error", in the catalogue's own words, nearly. */
static void
put_exits(const struct figures *f, struct sbuf *b)
{
	unsigned id;
	int parts = 0;

	for (id = M_EXITS_FIRST; id < M_EXITS_END; id++) {
		int64_t n = row_total(f, id);

		if (n > 0 && parts == 0)
			sbuf_str(b, "; exits: ");
		row_some(b, &parts, n, id == M_EXIT_BROKE ?
		    "broke off with 0" : metric_word(id));
	}
}

static void
put_clients(const struct figures *f, struct sbuf *b)
{
	const struct gauge *target = &f->gauge[M_CLIENTS_TARGET];
	const struct gauge *seen = &f->gauge[M_CLIENTS_SEEN];
	int64_t starts = row_total(f, M_SESSION_STARTS);
	int64_t restarts = row_total(f, M_SESSION_RESTARTS);
	int64_t clients = starts - restarts;
	int parts = 0;

	if (starts == 0 && !target->seen)
		return;
	/* Others came in their places. */
	if (seen->seen && seen->high < clients)
		clients = seen->high;
	row_label(b, "Clients");
	if (target->seen)
		row_some(b, &parts, target->high, "asked for");
	row_some(b, &parts, clients, "started");
	if (clients + restarts < starts)
		row_some(b, &parts, starts, "sessions");
	if (starts == 0) {
		row_join(b, &parts);
		sbuf_str(b, "none started");
	}
	row_some(b, &parts, restarts, restarts == 1 ? "restart" : "restarts");
	put_exits(f, b);
	sbuf_char(b, '\n');
}

/* What helps where FFmpeg refuses what a server may well send. */
static void
put_remedy(struct sbuf *b, struct slice fault)
{
	static const struct {
		struct slice why;
		const char *option;
	} remedies[] = {
		{ SLICE_INIT(" extension"), "-extension_picky 0" },
		{ SLICE_INIT(" mimetype"), "-f hls" },
	};
	size_t i;

	for (i = 0; i < COUNT(remedies); i++)
		if (slice_has(fault, remedies[i].why))
			sbuf_printf(b, " (FFmpeg's %s, hls-spawn's "
			    "--any-extension)", remedies[i].option);
}

static void
put_faults(const struct figures *f, struct sbuf *b)
{
	const struct fault *worst[FAULTS];
	int i, n = fault_worst(&f->faults, worst, FAULTS);

	for (i = 0; i < n && i < FAULTS_SHOWN; i++) {
		row_label(b, i == 0 ? "Errors" : "");
		sbuf_printf(b, "%lld x %s", (long long)worst[i]->count,
		    worst[i]->text);
		put_remedy(b, slice_str(worst[i]->text));
		sbuf_char(b, '\n');
	}
	if (n > FAULTS_SHOWN) {
		row_label(b, "");
		sbuf_printf(b, "and %d other kinds\n", n - FAULTS_SHOWN);
	}
}

static void
put_pipeline(const struct figures *f, struct sbuf *b)
{
	int64_t bad = row_total(f, M_PIPELINE_BAD);
	int parts = 0;

	if (!tally_any(&f->windows.all, M_PIPELINE_LINES,
	    metric_end(M_PIPELINE_LINES)))
		return;
	row_label(b, "Pipeline");
	row_some(b, &parts, row_total(f, M_PIPELINE_LINES), "lines");
	row_some(b, &parts, row_total(f, M_PIPELINE_GARBLED), "garbled");
	row_some(b, &parts, row_total(f, M_PIPELINE_LOST), "lost");
	row_some(b, &parts, bad, bad == 1 ? "event not understood" :
	    "events not understood");
	sbuf_char(b, '\n');
}

/* A time, or the words for none. */
static void
put_or(struct sbuf *b, int64_t us, const char *none)
{
	if (us == 0)
		sbuf_str(b, none);
	else
		text_time(b, us);
}

/* "ramp 61 s (machine-limited for 22 s)", "carries about 640 viewers" */
static void
put_ramp(const struct gauge *g, struct sbuf *b, int *parts)
{
	if (g[M_GENERATOR_RAMP].seen) {
		row_join(b, parts);
		sbuf_str(b, "ramp ");
		put_or(b, g[M_GENERATOR_RAMP].high, "at once");
		if (g[M_GENERATOR_HELD].seen && g[M_GENERATOR_HELD].high > 0) {
			sbuf_str(b, " (machine-limited for ");
			text_time(b, g[M_GENERATOR_HELD].high);
			sbuf_char(b, ')');
		}
	}
	if (g[M_GENERATOR_CARRIES].seen) {
		row_join(b, parts);
		sbuf_printf(b, "carries about %lld viewers",
		    (long long)g[M_GENERATOR_CARRIES].high);
	}
}

static void
put_generator(const struct figures *f, struct sbuf *b)
{
	const struct gauge *late = &f->gauge[M_GENERATOR_LATE_MAX];
	const struct gauge *cpu = &f->gauge[M_GENERATOR_CPU];
	const struct gauge *idle = &f->gauge[M_GENERATOR_IDLE];
	int parts = 0;

	if (!late->seen && !cpu->seen && !idle->seen)
		return;
	row_label(b, "Generator");
	if (late->seen) {
		row_join(b, &parts);
		sbuf_str(b, late->high == 0 ? "never " : "late up to ");
		put_or(b, late->high, "late");
	}
	if (cpu->seen) {
		row_join(b, &parts);
		sbuf_str(b, "own CPU up to ");
		text_percent(b, cpu->high);
		sbuf_str(b, " of a core");
	}
	if (idle->seen) {
		row_join(b, &parts);
		sbuf_str(b, "machine idle down to ");
		text_percent(b, idle->low);
	}
	put_ramp(f->gauge, b, &parts);
	sbuf_char(b, '\n');
}

/* What ended the run, where it is none of the thresholds given. */
static const char *
halted_by(const struct judge *j)
{
	struct answer a = capacity_answer(&j->capacity, j->on.figures);

	return a.limited != NULL ? "as the generator was the limit" :
	    "as a step of the load broke";
}

static void
put_end(const struct report *r, struct sbuf *b)
{
	const struct judge *j = r->judge;

	if (r->figures->end.n == 0 && j->stopped == 0 && !j->halted)
		return;
	row_label(b, "End");
	if (j->stopped > 0)
		sbuf_str(b, "stopped by threshold");
	else if (j->halted)
		sbuf_printf(b, "stopped %s", halted_by(j));
	else
		text_safe(b, sbuf_view(&r->figures->end));
	sbuf_char(b, '\n');
}

static void
put_histogram(const struct report *r, struct sbuf *b)
{
	if (r->histogram >= 0)
		draw_histogram(b, &metrics[r->histogram],
		    tally_sketch(&r->figures->windows.all,
		    (enum metric_id)r->histogram),
		    traffic_of(r->figures, (enum metric_id)r->histogram));
}

/* What there was no room for in the sentence, a row or more each. */
static void
put_rows(const struct report *r, struct sbuf *b)
{
	const struct figures *f = r->figures;

	if (f->records == 0) {
		put_pipeline(f, b);
		verdict_rows(r, b);
		return;
	}
	put_run(f, b);
	host_rows(r, b);
	source_rows(f, b);
	put_clients(f, b);
	viewer_rows(f, b);
	traffic_rows(f, b);
	traffic_inflight(f, b);
	watch_rows(f, b);
	stream_rows(f, b);
	put_faults(f, b);
	put_pipeline(f, b);
	put_generator(f, b);
	verdict_rows(r, b);
	put_end(r, b);
	traffic_latency(f, b);
	origin_rows(r, b);
	part_phases(f, b);
	part_rows(f, b);
	roster_rows(r, b);
	put_histogram(r, b);
	compare_rows(r, b);
}

static void
put_capacity(const struct judge *j, struct sbuf *b)
{
	size_t before = b->n;

	capacity_sentence(j, b);
	if (b->n > before)
		sbuf_char(b, '\n');
}

void
report_print(const struct report *r, struct sbuf *b)
{
	const struct judge *j = r->judge;

	sentence_print(r, b);
	if (j->stopped > 0)
		sbuf_printf(b, "STOPPED by threshold: %s\n",
		    j->rules.threshold[j->stopped - 1].text);
	else if (j->halted)
		sbuf_printf(b, "STOPPED %s\n", halted_by(j));
	else if (r->figures->end.n == 0 && r->figures->records > 0)
		sbuf_str(b, "INCOMPLETE: the stream has no end record\n");
	put_capacity(j, b);
	finding_print(r->figures, b);
	sbuf_char(b, '\n');
	put_rows(r, b);
}
