/*
 * One table of options; --help also tells the paths and the rules.
 */
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "opt.h"
#include "options.h"
#include "poller.h"
#include "site.h"

#define DAY_US (86400 * SECOND_US)

enum {
	O_PORT_FILE = OPT_LONG, O_MEDIA, O_WINDOW, O_END_AFTER,
	O_END_SEGMENTS, O_RULE, O_LOG, O_FOR, O_IDLE, O_CAST, O_AHEAD, O_BURST,
	O_EVENT, O_PDT,
};

static const struct opt table[] = {
	{ 'l', "listen", "ADDR:PORT", "where to listen (127.0.0.1:0)" },
	{ O_PORT_FILE, "port-file", "FILE", "write the port there" },
	{ O_MEDIA, "media", "DIR", "what media.sh made (tests/media)" },
	{ O_WINDOW, "window", "N", "segments in a live playlist (6)" },
	{ O_END_AFTER, "end-after", "D", "the live stream ends after D" },
	{ O_END_SEGMENTS, "end-segments", "N", "or after N new segments" },
	{ O_CAST, "cast", "DIR",
	    "somebody's HLS, which appears as if made now" },
	{ O_AHEAD, "ahead", "N", "segments of it there at the start (window)" },
	{ O_BURST, "burst", "N", "as many of it appear at a time (1)" },
	{ O_EVENT, "event", NULL, "an EVENT playlist of it: nothing leaves" },
	{ O_PDT, "pdt", NULL, "with EXT-X-PROGRAM-DATE-TIME" },
	{ O_RULE, "rule", "RULE", "inject a fault; repeatable" },
	{ O_LOG, "log", "FILE", "one line per request, - for stdout" },
	{ O_FOR, "for", "D", "exit by itself after D" },
	{ O_IDLE, "idle", "D", "close idle connections after D (60s)" },
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
	"  delay=23ms  rate=BYTES/S  stall=8s@BYTE  close  drop  chunked\n"
	"  status=503  redirect=URL-or-path    ({path} and {name} filled in)\n"
	"  reset  reset=BYTES  truncate=BYTES  body=empty  body=garbage\n"
	"  body=html  http10  stale  ago=6s    (the playlist as it was)\n"
	"  header=Name:Value                   (%20 for a space)\n"
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

static void
read_rule(struct options *o)
{
	struct slice bad = rules_add(o->rules,
	    slice_str(optarg));

	if (bad.n > 0)
		misuse("--rule: \"%.*s\" is no condition or action with a "
		    "good value", (int)bad.n, bad.p);
}

static void
read_publishing(struct publishing *p, int letter)
{
	switch (letter) {
	case O_WINDOW:
		p->window = opt_int(1, 1000);
		break;
	case O_AHEAD:
		p->ahead = opt_int(0, 100000);
		break;
	case O_BURST:
		p->burst = opt_int(1, 1000);
		break;
	case O_EVENT:
		p->event = 1;
		break;
	case O_PDT:
		p->pdt = 1;
		break;
	}
}

static void
read_option(struct options *o, int letter)
{
	switch (letter) {
	case 'l':
		o->listen = optarg;
		break;
	case O_PORT_FILE:
		o->port_file = optarg;
		break;
	case O_MEDIA:
		o->media = optarg;
		break;
	case O_END_AFTER:
		o->end_us = opt_duration(0, DAY_US);
		break;
	case O_END_SEGMENTS:
		o->end_us = opt_int(0, 43200) * SEGMENT_US;
		break;
	case O_RULE:
		read_rule(o);
		break;
	case O_CAST:
		o->cast = optarg;
		break;
	case O_LOG:
		o->log = optarg;
		break;
	case O_FOR:
		o->run_us = opt_duration(0, DAY_US);
		break;
	case O_IDLE:
		o->idle_us = opt_duration(1, DAY_US);
		break;
	default:
		read_publishing(&o->publishing, letter);
	}
}

void
options_read(struct options *o, int argc, char **argv)
{
	int letter;

	*o = (struct options){
		.listen = "127.0.0.1:0",
		.media = "tests/media",
		.rules = rules_new(),
		.publishing = { .window = 6, .ahead = -1, .burst = 1 },
		.end_us = POLLER_NEVER,
		.run_us = POLLER_NEVER,
		.idle_us = 60 * SECOND_US,
	};
	while ((letter = opt_next(&program, argc, argv)) != -1)
		read_option(o, letter);
	if (optind < argc)
		misuse("%s: unexpected argument", argv[optind]);
	if (o->publishing.ahead < 0)
		o->publishing.ahead = o->publishing.window;
}
