#include <unistd.h>

#include "breakdown.h"
#include "die.h"
#include "metric.h"
#include "opt.h"
#include "options.h"
#include "slice.h"

enum { 
	OPT_JSON_FILE = OPT_LONG, OPT_WINDOWS, OPT_BY, OPT_PER_CLIENT,
	OPT_HISTOGRAM };

static const struct opt table[] = {
	{ 'j', "json", NULL, "print one JSON object at the end, no blocks" },
	{ OPT_JSON_FILE, "json-file", "FILE",
	    "write that object into FILE, beside the blocks" },
	{ OPT_WINDOWS, "windows", "LIST",
	    "windows to keep (1s,10s,30s,60s,300s,steady,all)" },
	{ OPT_BY, "by", "LIST",
	    "also by group, addr, status, variant, phase, host" },
	{ OPT_PER_CLIENT, "per-client", "N",
	    "list the N worst clients, or all" },
	{ OPT_HISTOGRAM, "histogram", "METRIC",
	    "draw a distribution in the report" },
	{ 'q', "quiet", NULL, "no report on standard error" },
};

static const struct program program = {
	.name = "hls-agg",
	.summary = "fold the events of an HLS swarm into figures and a report",
	.synopsis = "[-jq] [--json-file FILE] [--windows LIST] [--by LIST]\n"
	    "[--per-client N|all] [--histogram METRIC] [FILE ...]",
	.examples =
	    "  hls-spawn -n 200 -d 5m URL | hls-parse | hls-agg | hls-top\n"
	    "  hls-parse < run.raw | hls-agg > run.stat\n"
	    "  hls-parse < run.raw | hls-agg -jq | jq .segment.ttfb.p95\n",
	.opts = table,
	.nopts = COUNT(table),
};

static void
read_windows(struct plan *plan)
{
	struct slice list = { optarg, strlen(optarg) }, word;
	const char *wrong = plan_read(plan, list, &word);

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

		d = breakdown_find(word);
		if (d < 0)
			misuse("%s: \"%.*s\" is none of group, addr, status, "
			    "variant, phase, host", opt_name(), (int)word.n,
			    word.p);
		by |= 1u << d;
	}
	return by;
}

static int
read_sketch(void)
{
	int stat, id = metric_find((struct slice){ optarg, strlen(optarg) },
	    &stat);

	if (id < 0 || id == METRICS || stat >= 0 ||
	    !metric_is_sketch(&metrics[id]))
		misuse("%s: \"%s\" is no distribution, such as segment.ttfb",
		    opt_name(), optarg);
	return id;
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){ .histogram = -1 };
	plan_default(&o->plan);
	while ((c = opt_next(&program, argc, argv)) != -1) {
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
			o->roster = strcmp(optarg, "all") == 0 ? -1 :
			    opt_int(1, INT32_MAX);
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
		}
	}
	o->files = argv + optind;
	/* On a terminal blocks would only hide the report. */
	o->blocks = !o->json && !isatty(STDOUT_FILENO);
	if (o->files[0] == NULL && isatty(STDIN_FILENO))
		opt_terminal(&program,
		    "standard input is a terminal, not a stream of events");
}
