/*
 * The option table, and what belongs to no other module's syntax.
 */
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "figures/parts.h"
#include "metric.h"
#include "opt.h"
#include "options.h"
#include "out.h"
#include "report/compare.h"
#include "report/listing.h"
#include "slice.h"

#define WAIT_US (10 * SECOND_US)
#define WAIT_MAX_US (24 * 3600 * SECOND_US)

enum {
	OPT_JSON_FILE = OPT_LONG, OPT_WINDOWS, OPT_BY, OPT_PER_CLIENT,
	OPT_HISTOGRAM, OPT_LIST, OPT_PRINT, OPT_STRICT, OPT_MAX_LOST,
	OPT_MAX_LATE, OPT_MIN_IDLE, OPT_MIN_STARTS, OPT_JUNIT, OPT_REPORT,
	OPT_BASELINE, OPT_MERGE, OPT_WAIT,
};

static const struct opt table[] = {
	{ 'j', "json", NULL, "print one JSON object at the end, no blocks" },
	{ OPT_JSON_FILE, "json-file", "FILE",
	    "write that object into FILE, beside the blocks" },
	{ OPT_JUNIT, "junit", "FILE", "write the verdict into FILE for CI" },
	{ 'q', "quiet", NULL, "no report on standard error" },
	{ OPT_REPORT, "report", "FILE", "write the report into FILE too" },
	{ OPT_WINDOWS, "windows", "LIST",
	    "windows to keep (1s,10s,30s,60s,300s,steady,all)" },
	{ OPT_BY, "by", "LIST",
	    "also by group, addr, status, variant, phase, host" },
	{ OPT_PER_CLIENT, "per-client", "[=N]",
	    "list all clients, or the N worst" },
	{ OPT_HISTOGRAM, "histogram", "METRIC",
	    "draw a distribution in the report" },
	{ OPT_LIST, "list-metrics", NULL, "print what figures there are" },
	OPT_HEADING("Verdict"),
	{ 't', "threshold", "TEXT",
	    "what must hold: 'segment.ttfb.p95 < 500ms'" },
	{ 'T', "thresholds", "FILE",
	    "thresholds of a file, or those called \"default\"" },
	{ OPT_PRINT, "print-thresholds", NULL, "print them and exit" },
	{ OPT_STRICT, "strict", NULL,
	    "98 if the generator was the limit, even if all hold" },
	{ OPT_MAX_LOST, "max-lost", "RATIO",
	    "lines lost before it was the limit (0.1 %)" },
	{ OPT_MAX_LATE, "max-late", "TIME",
	    "lateness of hls-spawn before it was (100ms)" },
	{ OPT_MIN_IDLE, "min-idle", "RATIO",
	    "idle processor time before it was (5 %)" },
	{ OPT_MIN_STARTS, "min-starts", "RATIO",
	    "starts made of those due before it was (95 %)" },
	OPT_HEADING("Two runs, many hosts"),
	{ OPT_BASELINE, "baseline", "OLD.json",
	    "compare with this stored report" },
	{ 'a', "all", NULL, "compare all figures, not the main ones only" },
	{ OPT_MERGE, "merge", NULL,
	    "join the stat streams of many hosts into one" },
	{ OPT_WAIT, "wait", "TIME",
	    "for silent hosts once no other is left (10s)" },
	OPT_HEADING("Other"),
};

static const struct program program = {
	.name = "hls-agg",
	.summary = "fold the events of an HLS swarm into figures and a report",
	.synopsis = "[-jq] [-T FILE] [-t TEXT] [options] [FILE ...]\n"
	    "--merge [options] FILE ...\n"
	    "--baseline OLD.json [-a] [-t TEXT] NEW.json\n"
	    "--print-thresholds [-T FILE] [-t TEXT]\n--list-metrics",
	.examples =
	    "  hls-spawn -n 200 -d 5m URL | hls-parse | hls-agg | hls-top\n"
	    "  hls-parse < run.raw | hls-agg > run.stat\n"
	    "  hls-parse < run.raw | hls-agg -jq | jq .segment.ttfb.p95\n"
	    "  hls-parse < run.raw | hls-agg -T default "
	    "-t 'segment.ttfb.p95 < 500ms'\n",
	.opts = table,
	.nopts = COUNT(table),
};

static struct slice
argument(void)
{
	return slice_str(optarg);
}

static void
read_windows(struct plan *plan)
{
	struct slice word;
	const char *wrong = plan_read(plan, argument(), &word);

	if (wrong != NULL)
		misuse("%s: \"%.*s\" %s", opt_name(), (int)word.n, word.p,
		    wrong);
}

static unsigned
read_by(void)
{
	struct slice list = { optarg, strlen(optarg) };
	unsigned by = 0;
	int d;

	while (list.n > 0) {
		struct slice word = slice_cut(&list, ',');

		d = dimension_find(word);
		if (d < 0)
			misuse("%s: \"%.*s\" is none of group, addr, status, "
			    "variant, phase, host", opt_name(), (int)word.n,
			    word.p);
		by |= 1u << d;
	}
	return by;
}

static _Noreturn void
list_metrics(void)
{
	struct out out = { .fd = STDOUT_FILENO };

	listing_print(&out.buf);
	exit(out_finish(&out) < 0);
}

static int
read_sketch(void)
{
	int stat, id = metric_find(slice_str(optarg),
	    &stat);

	if (id < 0 || id == METRICS || stat >= 0 ||
	    !metric_is_sketch(&metrics[id]))
		misuse("%s: \"%s\" is no distribution, such as segment.ttfb",
		    opt_name(), optarg);
	return id;
}

/* "0.1 %", or 0.001 as ratios are elsewhere; in millionths. */
static int64_t
read_ratio(void)
{
	struct slice s = argument();
	struct amount a;

	if (amount_take(&s, UNIT_RATIO, &a) != 0 || s.n > 0 || a.whole < 0 ||
	    a.whole > 1 || (a.whole == 1 && a.micro > 0))
		misuse("%s: \"%s\" is no ratio (0.1 %%, or 0 to 1)",
		    opt_name(), optarg);
	return a.whole * 1000000 + a.micro;
}

/* What the run is judged by; 0 if the option is none of these. */
static int
read_rule(struct rules *r, int c)
{
	switch (c) {
	case 't':
		rules_add(r, opt_name(), argument());
		return 1;
	case 'T':
		rules_file(r, opt_name(), optarg);
		return 1;
	case OPT_STRICT:
		r->strict = 1;
		return 1;
	case OPT_MAX_LOST:
		r->limits.lost = read_ratio();
		return 1;
	case OPT_MAX_LATE:
		r->limits.late_us = opt_duration(0, 3600 * INT64_C(1000000));
		return 1;
	case OPT_MIN_IDLE:
		r->limits.idle = read_ratio();
		return 1;
	case OPT_MIN_STARTS:
		r->limits.starts = read_ratio();
		return 1;
	}
	return 0;
}

static void
read_option(struct options *o, int c)
{
	switch (c) {
	case 'j':
		o->json = 1;
		break;
	case 'q':
		o->quiet = 1;
		break;
	case OPT_BY:
		o->by |= read_by();
		break;
	case OPT_PER_CLIENT:
		o->roster = optarg == NULL ? -1 : opt_int(1, INT32_MAX);
		break;
	case OPT_HISTOGRAM:
		o->histogram = read_sketch();
		break;
	case OPT_WINDOWS:
		read_windows(&o->plan);
		break;
	case OPT_JSON_FILE:
		o->json_file = optarg;
		break;
	case OPT_JUNIT:
		o->junit = optarg;
		break;
	case OPT_REPORT:
		o->report = optarg;
		break;
	case 'a':
		o->all = 1;
		break;
	case OPT_BASELINE:
		o->baseline = optarg;
		break;
	case OPT_MERGE:
		o->merge = 1;
		break;
	case OPT_WAIT:
		o->wait_us = opt_duration(0, WAIT_MAX_US);
		break;
	}
}

static _Noreturn void
print_thresholds(const struct rules *r)
{
	struct out out = { .fd = STDOUT_FILENO };

	rules_print(r, &out.buf);
	exit(out_finish(&out) < 0);
}

/* --baseline OLD.json NEW.json reads no stream, so it takes nothing else. */
static void
check_reports(struct options *o)
{
	int i, reports = 0;

	for (i = 0; o->files[i] != NULL; i++)
		reports += compare_is_report(o->files[i]);
	if (o->baseline == NULL || reports == 0)
		return;
	if (i > 1 || o->merge)
		misuse("--baseline: one NEW.json, and nothing beside it");
	if (o->json || o->json_file != NULL || o->junit != NULL)
		misuse("--json: not for two stored reports");
	o->compare = 1;
}

static void
check_operands(struct options *o)
{
	const char *needs = rules_baseline(&o->rules);

	check_reports(o);
	if (needs != NULL && o->baseline == NULL)
		misuse("--threshold: \"%s\": needs --baseline", needs);
	if (o->merge && o->files[0] == NULL)
		misuse("--merge: no stat stream is named");
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c, print = 0;

	*o = (struct options){ .histogram = -1, .wait_us = WAIT_US,
		.rules = { .limits = limits_default } };
	plan_default(&o->plan);
	while ((c = opt_next(&program, argc, argv)) != -1) {
		if (c == OPT_LIST)
			list_metrics();
		if (c == OPT_PRINT)
			print = 1;
		else if (!read_rule(&o->rules, c))
			read_option(o, c);
	}
	rules_plan(&o->rules, &o->plan);
	if (print)
		print_thresholds(&o->rules);
	o->files = argv + optind;
	check_operands(o);
	/* On a terminal blocks would only hide the report. */
	o->blocks = !o->json && !isatty(STDOUT_FILENO);
	if (o->files[0] == NULL && isatty(STDIN_FILENO))
		opt_terminal(&program,
		    "standard input is a terminal, not a stream of events");
}
