/*
 * One table of options; --help also tells the paths and the rules.
 */
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "num.h"
#include "opt/args.h"
#include "options.h"
#include "poller.h"
#include "site.h"

#define DAY_US (86400 * SECOND_US)

static void
add_rule(const struct opt *o, const char *text, void *rules)
{
	struct slice bad = rules_add(*(struct rules **)rules, slice_str(text));

	if (bad.n > 0)
		misuse("%s: \"%.*s\" is no condition or action with a "
		    "good value", o->name, (int)bad.n, bad.p);
}

static void
read_segments(const struct opt *o, const char *text, void *end_us)
{
	opt_int(o, text, end_us);
	*(int64_t *)end_us *= SEGMENT_US;
}

static void
read_rate(const struct opt *o, const char *text, void *bytes)
{
	int64_t *v = bytes;

	if (num_size(slice_str(text), v) != 0 || *v < 1 ||
	    *v > INT64_C(1) << 40)
		misuse("%s: \"%s\" is no number of bytes", o->name, text);
}

static const struct opt table[] = {
	{ 'l', "--listen", "ADDR:PORT", "127.0.0.1:0", "where to listen",
	    OPT_TEXT(listen) },
	{ 0, "--port-file", "FILE", NULL, "write the port there",
	    OPT_FILE(port_file) },
	{ 0, "--media", "DIR", "tests/media", "what media.sh made",
	    OPT_FILE(media) },
	{ 0, "--window", "N", "6", "segments in a live playlist",
	    OPT_INT(publishing.window, 1, 1000) },
	{ 0, "--end-after", "D", NULL, "the live stream ends after D",
	    OPT_DURATION(end_us, 0, DAY_US) },
	{ 0, "--end-segments", "N", NULL, "or after N new segments",
	    OPT_READ(end_us, read_segments), .lo = 0, .hi = 43200 },
	{ 0, "--cast", "DIR", NULL,
	    "somebody's HLS, which appears as if made now", OPT_FILE(cast) },
	{ 0, "--ahead", "N", NULL,
	    "segments of it there at the start (window)",
	    OPT_INT(publishing.ahead, 0, 100000) },
	{ 0, "--burst", "N", "1", "as many of it appear at a time",
	    OPT_INT(publishing.burst, 1, 1000) },
	{ 0, "--event", NULL, NULL,
	    "an EVENT playlist of it: nothing leaves",
	    OPT_FLAG(publishing.event) },
	{ 0, "--pdt", NULL, NULL, "with EXT-X-PROGRAM-DATE-TIME",
	    OPT_FLAG(publishing.pdt) },
	{ 0, "--rule", "RULE", NULL, "inject a fault; repeatable",
	    OPT_READ(rules, add_rule) },
	{ 0, "--await", "GLOB", NULL,
	    "time stands still until this User-Agent", OPT_TEXT(awaited) },
	{ 0, "--rate", "BYTES/S", NULL,
	    "of all bodies on all connections together",
	    OPT_READ(rate_bytes, read_rate) },
	{ 0, "--log", "FILE", NULL, "one line per request, - for stdout",
	    OPT_FILE(log) },
	{ 0, "--for", "D", NULL, "exit by itself after D",
	    OPT_DURATION(run_us, 0, DAY_US) },
	{ 0, "--idle", "D", "60s", "close idle connections after D",
	    OPT_DURATION(idle_us, 1, DAY_US) },
};

static const char examples[] =
	"  origin -l 127.0.0.1:8080 --log -\n"
	"  origin --port-file port --end-segments 10 --log truth.log\n"
	"  origin --rule '*.ts every=5 delay=131ms rate=400000'\n"
	"\n"
	"Paths:\n"
	SITE_PATHS
	"\n"
	"A rule is PATTERN [condition...] action... The first that matches a\n"
	"path (a glob, * also matches /) and whose conditions hold applies:\n"
	"  nth=K  every=K  after=K  first=K    of the matching requests\n"
	"  per=path                            count each path by itself\n"
	"  from=20s  until=30s                 the origin's age\n"
	"  ua=GLOB                             of that User-Agent\n"
	"  delay=23ms  rate=BYTES/S  stall=8s@BYTE  close  drop  chunked\n"
	"  status=503  redirect=URL-or-path    ({path} and {name} filled in)\n"
	"  reset  reset=BYTES  truncate=BYTES  body=empty  body=garbage\n"
	"  body=html  http10  stale  ago=6s    (the playlist as it was)\n"
	"  header=Name:Value                   (%20 for a space)\n"
	"  type=text/html                      (the Content-Type)\n"
	"  line=#EXT-X-ENDLIST  without=#EXT   (lines of a playlist)\n"
	"\n"
	"The folder of --cast holds playlists as a packager leaves them: the\n"
	"lines of a segment are sent as they stand when its media would be\n"
	"complete; \"#duration SECONDS\" before it says when EXTINF does not,\n"
	"EXT-X-MEDIA-SEQUENCE behind a segment that the packager began anew.\n"
	"{n} in them becomes another number each time.\n";

static const struct program program = {
	.name = "origin",
	.summary = "serve HLS for tests, with faults and a true log",
	.synopsis = "[-l ADDR:PORT] [--log FILE] [--rule RULE] [option ...]",
	.examples = examples,
	.opts = table,
	.nopts = COUNT(table),
	.no_page = 1,
};

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){
		.rules = rules_new(),
		.publishing.ahead = -1,
		.end_us = POLLER_NEVER,
		.run_us = POLLER_NEVER,
	};
	args_read(&program, o, argc, argv);
	if (optind < argc)
		misuse("%s: unexpected argument", argv[optind]);
	if (o->publishing.ahead < 0)
		o->publishing.ahead = o->publishing.window;
}
