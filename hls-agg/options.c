#include <unistd.h>

#include "opt.h"
#include "options.h"
#include "slice.h"

enum { OPT_JSON_FILE = OPT_LONG };

static const struct opt table[] = {
	{ 'j', "json", NULL, "print one JSON object at the end, no blocks" },
	{ OPT_JSON_FILE, "json-file", "FILE",
	    "write that object into FILE, beside the blocks" },
	{ 'q', "quiet", NULL, "no report on standard error" },
};

static const struct program program = {
	.name = "hls-agg",
	.summary = "fold the events of an HLS swarm into figures and a report",
	.synopsis = "[-jq] [--json-file FILE] [FILE ...]",
	.examples =
	    "  hls-spawn -n 200 -d 5m URL | hls-parse | hls-agg | hls-top\n"
	    "  hls-parse < run.raw | hls-agg > run.stat\n"
	    "  hls-parse < run.raw | hls-agg -jq | jq .segment.ttfb.p95\n",
	.opts = table,
	.nopts = COUNT(table),
};

void
options_read(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){ 0 };
	while ((c = opt_next(&program, argc, argv)) != -1) {
		switch (c) {
		case 'j':
			o->json = 1;
			break;
		case 'q':
			o->quiet = 1;
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
