/*
 * The whole of hls-agg over one input. Bad memory is for the sanitizers to see;
 * blocks.c and shown.c look at the output.
 *
 * The first byte of the input is '0' and three numbers in six bits. The lowest
 * two say what follows: events; short ones, of the session 1.0 and without time
 * and subject, 0.1 s apart; the blocks of up to HOSTS hosts (--merge), parted
 * by lines "="; or a stored report (--baseline), such a line, and short events.
 * The next two choose what is asked for: blocks and parts; the JSON, read back
 * then; the report, JUnit and clients; or a table (--csv). The last two choose
 * what the run is judged by: nothing, what is built in, some of all kinds, or
 * the threshold in the first line.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "blocks.h"
#include "ealloc.h"
#include "fold/event.h"
#include "judge/baseline.h"
#include "judge/verdict.h"
#include "hosts.h"
#include "keep.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/stat_block.h"
#include "shown.h"
#include "target.h"

#define STEP_US 100000
#define TICKS 8

enum form { EVENTS, SHORT, HOSTS_BLOCKS, AGAINST };
enum made { BLOCKS, JSON, REPORT, TABLE };
enum rule { NONE, BUILT_IN, KINDS, OWN };

static const char *const kinds[] = {
	"segment.ttfb.p95 < 500 ms for 2s", "playlist.rate > 0.1 over 10s",
	"warn: rebuffer.ratio <= 0.01", "clients.running != 3 after 1s",
	"segment.loss.count == 0 stop", "http.code.503 < 2 over steady",
};

struct whole {
	struct agg agg;
	struct baseline baseline;
	enum form form;
	enum made made;
	int ticks;
	struct sbuf out;
};

static struct whole run;
static struct sbuf table;	/* what went into the file of --csv */

int __wrap_keep_begin(struct store *s, const char *path, struct slice head);
int __real_out_flush(struct out *o);
int __wrap_out_flush(struct out *o);

int
__wrap_keep_begin(struct store *s, const char *path, struct slice head)
{
	*s = (struct store){ 0 };
	table.n = 0;
	sbuf_slice(&table, head);
	return open(path, O_WRONLY | O_CLOEXEC);
}

int
__wrap_out_flush(struct out *o)
{
	if (o != &run.agg.csv.out)
		return __real_out_flush(o);
	sbuf_slice(&table, sbuf_view(&o->buf));
	o->buf.n = 0;
	return 0;
}

/* Ours are all right, or they judge nothing. */
static void
add_rule(struct rules *r, struct slice text, int ours)
{
	struct sbuf why = { 0 };
	struct threshold t;

	if (threshold_read(&t, text, &why) != 0) {
		if (why.n == 0)
			wrong("refused without a reason", text);
		if (ours)
			wrong("a threshold of our own is refused", text);
		sbuf_free(&why);
		return;
	}
	if (r->n == r->size) {
		r->size = 16;
		r->threshold = eresize(r->threshold, r->size, sizeof(t));
	}
	r->threshold[r->n++] = t;
}

static struct rules
rules_of(enum rule rule, struct slice *in)
{
	struct rules r = { .limits = { 1000, 100000, 50000, 950000 },
		.strict = rule == KINDS };
	size_t i;

	if (rule == BUILT_IN)
		rules_default(&r);
	if (rule == OWN)
		add_rule(&r, slice_cut(in, '\n'), 0);
	for (i = 0; i < COUNT(kinds) && rule == KINDS; i++)
		add_rule(&r, slice_str(kinds[i]), 1);
	if (run.form == AGAINST)
		add_rule(&r, SLICE("segment.ttfb.p95 < baseline * 1.1"), 1);
	return r;
}

static struct plan
plan_of(const struct rules *r)
{
	struct slice word;
	struct plan p;
	size_t i;

	plan_read(&p, SLICE("1s,10s,steady,all"), &word);
	for (i = 0; i < r->n; i++)
		if (r->threshold[i].what.window == LOOKUP_SLIDING)
			plan_add(&p, r->threshold[i].what.width_us);
	return p;
}

static void
begin(enum rule rule, struct slice *in)
{
	struct rules r = rules_of(rule, in);
	struct plan plan = plan_of(&r);
	struct agg *a = &run.agg;
	int d;

	agg_init(a, &plan);
	a->fold.clients.accounts = run.made == REPORT;
	a->report.roster = run.made == REPORT ? 4 : 0;
	if (run.made == REPORT)
		a->report.histogram = M_SEGMENT_TTFB;
	for (d = 0; d < DIMENSIONS && run.made == BLOCKS; d++)
		a->figures.by[d].counted = a->figures.by[d].shown = 1;
	judge_by(&a->judge, &a->figures, &r);
	if (run.made == TABLE && csv_open(&a->csv, "/dev/null",
	    rule == KINDS ? 2000000 : 0) != 0)
		abort();
	run.out.n = 0;
	run.ticks = 0;
	blocks_begin();
}

static void
put_block(const struct sbuf *report)
{
	run.out.n = 0;
	stat_block_print(&run.agg.report, &run.out, report);
	blocks_check(sbuf_view(&run.out), run.form != HOSTS_BLOCKS);
}

/* A second is closed: 1 if the run is over. */
static int
tick(void)
{
	struct agg *a = &run.agg;

	csv_take(&a->csv, &a->figures);
	if (judge_tick(&a->judge) || ++run.ticks > TICKS)
		return 1;
	if (run.made == BLOCKS)
		put_block(NULL);
	return 0;
}

static void
run_events(struct slice in, int is_short)
{
	int64_t t = INT64_C(1795351500000000);
	static struct sbuf line;

	while (slice_find(in, '\n') < in.n) {
		struct slice s = slice_cut(&in, '\n');

		line.n = 0;
		if (is_short) {
			sbuf_micro(&line, t += STEP_US);
			sbuf_str(&line, slice_starts(s, SLICE("-")) ? " " :
			    " 1.0 ");
		}
		sbuf_slice(&line, s);
		if (event_line(&run.agg.fold, sbuf_view(&line)) && tick())
			break;
	}
	fold_finish(&run.agg.fold);
}

static void
read_baseline(struct slice *in)
{
	if (baseline_parse(&run.baseline, "old", hosts_cut(in)) == 0)
		run.agg.judge.on.baseline = &run.baseline;
}

/* The sum of a column of the table. */
static int64_t
column(const char *path)
{
	struct slice rest = sbuf_view(&table), head = slice_cut(&rest, '\n');
	int64_t sum = 0, v;
	int i, k, at = -1;

	for (i = 0; head.n > 0; i++)
		if (slice_eq(slice_cut(&head, ','), slice_str(path)))
			at = i;
	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n'), cells = line;

		for (k = 0; cells.n > 0; k++) {
			struct slice cell = slice_cut(&cells, ',');

			if (cell.n > 0 && !shown_is_number(cell))
				wrong("no number in a cell", line);
			if (k == at && cell.n > 0 &&
			    metric_read(UNIT_ONE, cell, &v) == 0)
				sum += v;
		}
		if (k != i && k != i - 1)
			wrong("a line of other columns", line);
	}
	return sum;
}

static void
check_table(void)
{
	static const enum metric_id ids[] = { M_HTTP_REQUESTS,
		M_SEGMENT_COUNT, M_CONNECT_FAIL, M_HTTP_ERROR_COUNT };
	const struct figures *f = &run.agg.figures;
	size_t i;

	/* What a host counted before it was joined is in no line. */
	for (i = 0; i < COUNT(ids) && f->windows.n > 0; i++)
		if (column(metrics[ids[i]].path) !=
		    f->windows.all.counter[ids[i]] &&
		    run.form != HOSTS_BLOCKS)
			wrong("lines that do not add up", sbuf_view(&table));
}

static void
check_json(void)
{
	static const enum metric_id ids[] = { M_HTTP_REQUESTS,
		M_SEGMENT_COUNT, M_CONNECT_FAIL, M_PLAYLIST_BYTES };
	struct baseline read = { 0 };
	int64_t v;
	size_t i;

	run.out.n = 0;
	json_print(&run.agg.report, &run.out);
	shown_json(sbuf_view(&run.out));
	if (baseline_parse(&read, "new", sbuf_view(&run.out)) != 0)
		wrong("its own report is none", sbuf_view(&run.out));
	for (i = 0; i < COUNT(ids); i++)
		if (baseline_find(&read, metrics[ids[i]].path, &v) &&
		    v != run.agg.figures.windows.all.counter[ids[i]])
			wrong("another figure", sbuf_view(&run.out));
	baseline_free(&read);
}

static void
check_junit(void)
{
	struct slice xml;

	run.out.n = 0;
	junit_print(&run.agg.judge, &run.out);
	xml = sbuf_view(&run.out);
	shown_xml(xml);
	if (shown_elements(xml, "testcase") <
	    (int64_t)run.agg.judge.rules.n ||
	    shown_elements(xml, "testsuite") != 1)
		wrong("not a case for each threshold", xml);
}

/* As main.c does it, but for what takes long and was not asked for. */
static void
finish(void)
{
	struct agg *a = &run.agg;
	struct verdict v;
	static struct sbuf report;

	judge_end(&a->judge);
	report.n = 0;
	report_print(&a->report, &report);
	shown_ascii(sbuf_view(&report));
	if (a->figures.records > 0 &&
	    (run.made == BLOCKS || run.made == REPORT))
		put_block(&report);
	if (run.made == JSON)
		check_json();
	if (run.made == REPORT) {
		check_junit();
		a->report.utf8 = 1;
		report.n = 0;
		report_print(&a->report, &report);
		shown_text(sbuf_view(&report));
	}
	if (csv_finish(&a->csv, &a->figures) != 0)
		wrong("a table that is not kept", sbuf_view(&table));
	if (run.made == TABLE)
		check_table();
	v = verdict_of(&a->judge);
	if (v.running || v.code < 0 ||
	    (v.code > 1 && v.code != 98 && v.code != 99))
		wrong("no exit code", sbuf_view(&report));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size };
	int mode = size > 0 ? (data[0] - '0') & 0x3f : 0;
	static struct hosts hosts = { .tick = tick };

	in = slice_from(in, size > 0);
	run.form = (enum form)(mode & 3);
	run.made = (enum made)(mode >> 2 & 3);
	begin((enum rule)(mode >> 4), &in);
	if (run.form == HOSTS_BLOCKS) {
		hosts_run(&hosts, &run.agg, in);
		finish();
		hosts_free(&hosts);
	} else {
		if (run.form == AGAINST)
			read_baseline(&in);
		run_events(in, run.form != EVENTS);
		finish();
	}
	agg_free(&run.agg);
	baseline_free(&run.baseline);
	return 0;
}
