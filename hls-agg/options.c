/*
 * The option table, what reads its values where no other module does, and what
 * excludes what.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "figures/parts.h"
#include "metric.h"
#include "num.h"
#include "opt/args.h"
#include "options.h"
#include "out.h"
#include "report/compare.h"
#include "report/listing.h"
#include "slice.h"

static void
read_windows(const struct opt *o, const char *text, void *plan)
{
	struct slice word;
	const char *wrong = plan_read(plan, slice_str(text), &word);

	if (wrong != NULL)
		misuse("%s: \"%.*s\" %s", o->name, (int)word.n, word.p,
		    wrong);
}

static void
read_by(const struct opt *o, const char *text, void *by)
{
	struct slice list = slice_str(text);
	int d;

	while (list.n > 0) {
		struct slice word = slice_cut(&list, ',');

		d = dimension_find(word);
		if (d < 0)
			misuse("%s: \"%.*s\" is none of group, addr, status, "
			    "variant, phase, host, rendition", o->name,
			    (int)word.n, word.p);
		*(unsigned *)by |= 1u << d;
	}
}

static void
read_roster(const struct opt *o, const char *text, void *roster)
{
	if (text == NULL)
		*(int64_t *)roster = -1;
	else
		opt_int(o, text, roster);
}

static void
read_sketch(const struct opt *o, const char *text, void *histogram)
{
	int stat, id = metric_find(slice_str(text), &stat);

	if (id < 0 || id == METRICS || stat >= 0 ||
	    !metric_is_sketch(&metrics[id]))
		misuse("%s: \"%s\" is no distribution, such as segment.ttfb",
		    o->name, text);
	*(int *)histogram = id;
}

static void
list_metrics(const struct opt *o, const char *text, void *to)
{
	struct out out = { .fd = STDOUT_FILENO };

	(void)o, (void)text, (void)to;
	listing_print(&out.buf);
	exit(out_finish(&out) < 0);
}

static void
add_threshold(const struct opt *o, const char *text, void *rules)
{
	rules_add(rules, o->name, slice_str(text));
}

static void
add_thresholds(const struct opt *o, const char *text, void *rules)
{
	rules_file(rules, o->name, text);
}

/* "0.1 %", or 0.001 as ratios are elsewhere; in millionths. */
static void
read_ratio(const struct opt *o, const char *text, void *micro)
{
	struct slice s = slice_str(text);
	struct amount a;

	if (amount_take(&s, UNIT_RATIO, &a) < 0 || s.n > 0 || a.whole < 0 ||
	    a.whole > 1 || (a.whole == 1 && a.micro > 0))
		misuse("%s: \"%s\" is no ratio (0.1 %%, or 0 to 1)",
		    o->name, text);
	*(int64_t *)micro = a.whole * 1000000 + a.micro;
}

/* A hold without its unit, such as "30", is no part of a name, most likely. */
static void
refuse_hold(const struct opt *o, const char *text, const char *hold)
{
	if ((*hold != '\0' && strspn(hold, "0123456789.") == 0) ||
	    strchr(hold, '/') != NULL || access(text, F_OK) == 0)
		return;
	misuse("%s: \"%s\": \"%s\" is no time such as 30s", o->name, text,
	    hold);
}

/* The path may have colons of its own: behind the last one is a duration. */
static void
read_find(const struct opt *o, const char *text, void *options)
{
	struct options *to = options;
	const char *colon = strrchr(text, ':');
	size_t n = strlen(text);

	to->find_us = 0;
	if (colon != NULL && num_duration(slice_str(colon + 1),
	    &to->find_us) == 0)
		n = (size_t)(colon - text);
	else if (colon != NULL)
		refuse_hold(o, text, colon + 1);
	if (n == 0 || (n < strlen(text) && to->find_us <= 0))
		misuse("%s: \"%s\" is no FIFO[:HOLD], /tmp/control:30s",
		    o->name, text);
	free(to->find);
	to->find = ezalloc(n + 1, 1);
	memcpy(to->find, text, n);
}

static const struct opt table[] = {
	{ 'j', "--json", NULL, NULL,
	    "print one JSON object at the end, no blocks", OPT_FLAG(json) },
	{ 0, "--json-file", "FILE", NULL,
	    "write that object into FILE, beside the blocks",
	    OPT_FILE(json_file) },
	{ 0, "--junit", "FILE", NULL, "write the verdict into FILE for CI",
	    OPT_FILE(junit) },
	{ 0, "--csv", "FILE", NULL,
	    "write the main figures into FILE, a line a tick", OPT_FILE(csv) },
	{ 0, "--every", "TIME", NULL,
	    "of --csv: a line for such a time, not for a tick",
	    OPT_DURATION(every_us, SECOND_US, SECOND_US * 3600 * 24) },
	{ 'q', "--quiet", NULL, NULL, "no report on standard error",
	    OPT_FLAG(quiet) },
	{ 0, "--report", "FILE", NULL, "write the report into FILE too",
	    OPT_FILE(report) },
	{ 0, "--windows", "LIST", PLAN_DEFAULT, "windows to keep",
	    OPT_READ(plan, read_windows) },
	{ 0, "--by", "LIST", NULL,
	    "also by group, addr, status, variant, phase, host, rendition",
	    OPT_READ(by, read_by) },
	{ 0, "--per-client", "[=N]", NULL,
	    "list all clients, or the N worst",
	    OPT_READ(roster, read_roster), .lo = 1, .hi = INT32_MAX },
	{ 0, "--histogram", "METRIC", NULL,
	    "draw a distribution in the report",
	    OPT_READ(histogram, read_sketch) },
	{ 0, "--list-metrics", NULL, NULL, "print what figures there are",
	    OPT_ALL(list_metrics) },
	OPT_HEADING("Verdict"),
	{ 't', "--threshold", "TEXT", NULL,
	    "what must hold: 'segment.ttfb.p95 < 500ms'",
	    OPT_READ(rules, add_threshold) },
	{ 'T', "--thresholds", "FILE", NULL,
	    "thresholds of a file, or those called \"default\"",
	    OPT_READ(rules, add_thresholds), .is_file = 1 },
	{ 0, "--print-thresholds", NULL, NULL, "print them and exit",
	    OPT_FLAG(print) },
	{ 0, "--strict", NULL, NULL,
	    "98 if the generator was the limit, even if all hold",
	    OPT_FLAG(rules.strict) },
	{ 0, "--max-lost", "RATIO", "0.1 %",
	    "lines lost before it was the limit",
	    OPT_READ(rules.limits.lost, read_ratio) },
	{ 0, "--max-late", "TIME", "100ms",
	    "lateness of hls-spawn before it was",
	    OPT_DURATION(rules.limits.late_us, 0, 3600 * SECOND_US) },
	{ 0, "--min-idle", "RATIO", "5 %", "idle processor time before it was",
	    OPT_READ(rules.limits.idle, read_ratio) },
	{ 0, "--min-starts", "RATIO", "95 %",
	    "starts made of those due before it was",
	    OPT_READ(rules.limits.starts, read_ratio) },
	{ 0, "--find", "FIFO[:HOLD]", NULL,
	    "search how many are carried, by hls-spawn's --control",
	    OPT_ALL(read_find), .is_file = 1 },
	OPT_HEADING("Two runs, many hosts"),
	{ 0, "--baseline", "OLD.json", NULL, "compare with this stored report",
	    OPT_FILE(baseline) },
	{ 'a', "--all", NULL, NULL,
	    "compare all figures, not the main ones only", OPT_FLAG(all) },
	{ 0, "--merge", NULL, NULL,
	    "join the stat streams of many hosts into one", OPT_FLAG(merge) },
	{ 0, "--wait", "TIME", "10s", "for silent hosts once no other is left",
	    OPT_DURATION(wait_us, 0, SECOND_US * 3600 * 24) },
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
	.takes_files = 1,
};

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
	if (o->find != NULL && rules_gates(&o->rules) == 0)
		misuse("--find: needs thresholds, such as -T default");
	if (o->find != NULL && (o->merge || o->compare))
		misuse("--find: needs the events of one hls-spawn");
	if (needs != NULL && o->baseline == NULL)
		misuse("--threshold: \"%s\": needs --baseline", needs);
	if (o->merge && o->files[0] == NULL)
		misuse("--merge: no stat stream is named");
}

/* Whether a path is where standard output goes; a device mixes both. */
static int
is_output(const char *path)
{
	struct stat to, out;

	return stat(path, &to) == 0 && fstat(STDOUT_FILENO, &out) == 0 &&
	    to.st_dev == out.st_dev && to.st_ino == out.st_ino &&
	    !S_ISCHR(to.st_mode);
}

/*
 * Whether what is printed and what is said go into one file, terminal or
 * socket, such as the log of a job: its reader looks for the report. A pipe
 * has a program at its other end, which may want the figures.
 */
static int
is_mixed(void)
{
	struct stat to, err;

	return fstat(STDOUT_FILENO, &to) == 0 &&
	    fstat(STDERR_FILENO, &err) == 0 && to.st_dev == err.st_dev &&
	    to.st_ino == err.st_ino && !S_ISFIFO(to.st_mode);
}

/* On a terminal, or amid messages, blocks would only hide the report. */
static int
wants_blocks(const struct options *o)
{
	if (o->json || isatty(STDOUT_FILENO))
		return 0;
	if (o->quiet || !is_mixed())
		return 1;
	msg("standard output is where messages go: the report alone is "
	    "printed (> run.stat keeps the figures)");
	return 0;
}

static void
check_csv(const struct options *o)
{
	if (o->csv == NULL) {
		if (o->every_us > 0)
			misuse("--every: needs --csv");
		return;
	}
	if (o->compare)
		misuse("--csv: not for two stored reports");
	if (strcmp(o->csv, "-") == 0 ||
	    ((o->blocks || o->json) && is_output(o->csv)))
		misuse("--csv: \"%s\" is standard output, which has other "
		    "figures: name a file", o->csv);
}

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){ .histogram = -1 };
	args_read(&program, o, argc, argv);
	rules_plan(&o->rules, &o->plan);
	if (o->print)
		print_thresholds(&o->rules);
	o->files = argv + optind;
	check_operands(o);
	o->blocks = wants_blocks(o);
	check_csv(o);
	if (o->files[0] == NULL && isatty(STDIN_FILENO))
		opt_terminal(&program,
		    "standard input is a terminal, not a stream of events");
}
