#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "opt.h"
#include "options.h"

enum {
	OPT_PLAIN = OPT_LONG, OPT_ID, OPT_SCRUB, OPT_ONLY, OPT_NO_REQUESTS,
	OPT_ORIGIN_METRIC, OPT_STATS, OPT_TARGET,
};

static const struct opt table[] = {
	{ OPT_PLAIN, "plain", NULL, "the input is bare FFmpeg logs" },
	{ OPT_ID, "id", "N", "client of the first bare log (0)" },
	{ OPT_TARGET, "target-duration", "TIME",
	    "of the playlists (that of the watched one)" },
	{ OPT_ORIGIN_METRIC, "origin-metric", "METRIC",
	    "[KEY=]NAME[{LABELS}] of the origin too; repeatable" },
	{ OPT_ONLY, "only", "KIND,...", "write records of these kinds alone" },
	{ OPT_NO_REQUESTS, "no-requests", NULL, "leave the requests out" },
	{ OPT_SCRUB, "scrub", NULL,
	    "write the raw stream, secrets replaced by hashes" },
	{ OPT_STATS, "stats", NULL,
	    "at the end tell on standard error what was read" },
};

static const struct program program = {
	.name = "hls-parse",
	.summary = "turn the raw lines of hls-spawn into events",
	.synopsis = "[OPTION ...] [FILE ...]\n"
	    "--plain [--id N] [OPTION ...] [FILE ...]\n"
	    "--scrub [--stats] [--plain [--id N]] [FILE ...]",
	.examples =
	    "  hls-spawn -n 200 URL | hls-parse | hls-agg\n"
	    "  hls-parse < run.raw | hls-agg\n"
	    "  hls-parse --plain ffmpeg.log | hls-agg\n"
	    "  hls-parse --scrub < run.raw > for-a-colleague.raw\n"
	    "  hls-parse --only fetch_fail,cause < run.raw\n",
	.opts = table,
	.nopts = COUNT(table),
};

static void
set_only(struct options *o, const char *list)
{
	o->only.list = slice_str(list);
	if (only_check(o->only.list) != 0)
		misuse("%s: \"%s\" is not a list of kinds with commas "
		    "between them", opt_name(), list);
}

static void
add_metric(struct options *o, const char *text)
{
	const char *wrong = custom_add(&o->customs, slice_str(text));

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", opt_name(), text, wrong);
}

static void
take(struct options *o, int c)
{
	switch (c) {
	case OPT_PLAIN:
		o->plain = 1;
		break;
	case OPT_ID:
		o->id = opt_int(0, 1000000);
		break;
	case OPT_TARGET:
		o->target_us = opt_duration(SECOND_US, 3600 * SECOND_US);
		break;
	case OPT_ONLY:
		set_only(o, optarg);
		break;
	case OPT_ORIGIN_METRIC:
		add_metric(o, optarg);
		break;
	case OPT_NO_REQUESTS:
		o->only.without = SLICE("request");
		break;
	case OPT_SCRUB:
		o->scrub = 1;
		break;
	case OPT_STATS:
		o->stats = 1;
		break;
	}
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c, id = 0;

	*o = (struct options){ 0 };
	while ((c = opt_next(&program, argc, argv)) != -1) {
		id |= c == OPT_ID;
		take(o, c);
	}
	if (id && !o->plain)
		misuse("--id: only with --plain");
	if (o->scrub && (o->only.list.n > 0 || o->only.without.n > 0 ||
	    o->customs.n > 0))
		misuse("--scrub: writes no events, so not with --only, "
		    "--no-requests or --origin-metric");
	o->files = argv + optind;
	if (o->files[0] == NULL && isatty(STDIN_FILENO))
		opt_terminal(&program, o->plain ? "the input is a terminal; "
		    "it wants a log of FFmpeg's" : "the input is a terminal; "
		    "it wants the output of hls-spawn");
}
