/*
 * The option table, and what excludes what.
 */
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "opt/args.h"
#include "options.h"

static void
read_only(const struct opt *o, const char *text, void *to)
{
	struct slice *list = to;

	*list = slice_str(text);
	if (only_check(*list) != 0)
		misuse("%s: \"%s\" is not a list of kinds with commas "
		    "between them", o->name, text);
}

static void
no_requests(const struct opt *o, const char *text, void *without)
{
	(void)o, (void)text;
	*(struct slice *)without = SLICE("request");
}

static void
add_metric(const struct opt *o, const char *text, void *customs)
{
	const char *wrong = custom_add(customs, slice_str(text));

	if (wrong != NULL)
		misuse("%s: \"%s\": %s", o->name, text, wrong);
}

static const struct opt table[] = {
	{ 0, "--plain", NULL, NULL, "the input is bare FFmpeg logs",
	    OPT_FLAG(plain) },
	{ 0, "--id", "N", "0", "client of the first bare log",
	    OPT_INT(id, 0, 1000000), OPT_GIVEN(id_given) },
	{ 0, "--target-duration", "TIME", NULL,
	    "of the playlists (that of the watched one)",
	    OPT_DURATION(target_us, SECOND_US, 3600 * SECOND_US) },
	{ 0, "--origin-metric", "METRIC", NULL,
	    "[KEY=]NAME[{LABELS}] of the origin too; repeatable",
	    OPT_READ(customs, add_metric) },
	{ 0, "--only", "KIND,...", NULL, "write records of these kinds alone",
	    OPT_READ(only.list, read_only) },
	{ 0, "--no-requests", NULL, NULL, "leave the requests out",
	    OPT_READ(only.without, no_requests) },
	{ 0, "--scrub", NULL, NULL,
	    "write the raw stream, secrets replaced by hashes",
	    OPT_FLAG(scrub) },
	{ 0, "--stats", NULL, NULL,
	    "at the end tell on standard error what was read",
	    OPT_FLAG(stats) },
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
	.takes_files = 1,
};

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){ 0 };
	args_read(&program, o, argc, argv);
	if (o->id_given && !o->plain)
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
