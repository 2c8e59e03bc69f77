/*
 * The option table, and what excludes what.
 */
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "family/families.h"
#include "http/listen.h"
#include "opt.h"
#include "options.h"

#define DEFAULT "127.0.0.1:17091"
#define NATIVE_BUCKETS 160
/* At the coarsest schema every time there is fits into ten. */
#define NATIVE_LEAST 10
#define NATIVE_MOST 10000
#define LINGER_MAX_US (7 * 86400 * SECOND_US)

enum {
	O_LINGER = OPT_LONG, O_SCRAPES, O_LABEL, O_NATIVE, O_PER_CLIENT,
	O_CUSTOM
};

static const struct opt opts[] = {
	{ 'l', "listen", "ADDR",
	    "ADDR:PORT or unix:PATH; repeatable (" DEFAULT ")" },
	{ 'p', "pass", NULL, "copy standard input to standard output" },
	{ 'o', "output", "FILE",
	    "replace this file by each block's metrics (x.prom)" },
	{ '1', "once", NULL,
	    "no server: print the metrics at the end of the input" },
	{ O_LINGER, "linger", "DURATION",
	    "serve on for so long behind the end (0)" },
	{ O_SCRAPES, "linger-scrapes", "N",
	    "or until the last block was scraped N times" },
	{ O_LABEL, "label", "NAME=VALUE", "on every series; repeatable" },
	{ O_NATIVE, "native-buckets", "N",
	    "the most of a native histogram (160)" },
	{ O_PER_CLIENT, "per-client", NULL,
	    "series of each client of hls-agg --per-client" },
	{ O_CUSTOM, "custom", NULL, "series of records of other kinds" },
};

static const struct program program = {
	.name = "hls-export",
	.summary = "serve a stat stream's newest block to Prometheus",
	.synopsis =
	"[-p] [-l ADDR] [-o FILE] [options]\n"
	"-1 [-o FILE]",
	.examples =
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-export\n"
	"  hls-spawn -n 9 URL | hls-parse | hls-agg | hls-export -p | hls-top\n"
	"  curl http://127.0.0.1:17091/metrics\n"
	"  curl -sN http://127.0.0.1:17091/stat?follow | hls-top\n"
	"  hls-agg < run.events | hls-export -1 |\n"
	"      curl --data-binary @- http://GATEWAY:9091/metrics/job/hls\n",
	.opts = opts,
	.nopts = COUNT(opts),
};

static void
listen_at(struct options *o, const char *where)
{
	listen_check(where);
	if (o->nwhere == COUNT(o->where))
		misuse("%s: more than %d", opt_name(), SERVER_LISTENERS);
	o->where[o->nwhere++] = where;
}

static void
label(struct labels *l)
{
	struct slice value = { optarg, strlen(optarg) };
	struct slice name = slice_cut(&value, '=');

	if (name.n == strlen(optarg) || !families_label(name))
		misuse("--label: \"%s\" is not NAME=VALUE, with a name that "
		    "Prometheus leaves to us", optarg);
	if (labels_have(l, name))
		misuse("--label: \"%.*s\" is given twice", (int)name.n,
		    name.p);
	if (l->n == LABELS / 4)
		misuse("--label: more than %d", LABELS / 4);
	labels_add(l, name, value);
}

static void
take(struct options *o, int letter)
{
	switch (letter) {
	case 'l':
		listen_at(o, optarg);
		break;
	case 'p':
		o->pass = 1;
		break;
	case 'o':
		if (*optarg == '\0')
			misuse("--output: no file");
		o->output = optarg;
		break;
	case '1':
		o->once = 1;
		break;
	case O_LINGER:
		o->linger_us = opt_duration(0, LINGER_MAX_US);
		break;
	case O_SCRAPES:
		o->linger_scrapes = opt_int(1, 1000000);
		break;
	case O_LABEL:
		label(&o->set.labels);
		break;
	case O_NATIVE:
		o->set.native_buckets = (int)opt_int(NATIVE_LEAST,
		    NATIVE_MOST);
		break;
	case O_PER_CLIENT:
		o->set.per_client = 1;
		break;
	case O_CUSTOM:
		o->set.custom = 1;
		break;
	}
}

static void
check(struct options *o)
{
	if (o->once && o->pass)
		misuse("--once and --pass exclude each other");
	if (o->once && o->nwhere > 0)
		misuse("--once and --listen exclude each other");
	if (o->nwhere == 0 && !o->once && o->output == NULL)
		o->where[o->nwhere++] = DEFAULT;
	if (o->nwhere == 0 && (o->linger_us > 0 || o->linger_scrapes > 0))
		misuse("--linger: there is no server without --listen");
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){ .set = { .native_buckets = NATIVE_BUCKETS,
		.started_us = clock_stamp() } };
	while ((c = opt_next(&program, argc, argv)) != -1)
		take(o, c);
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	check(o);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
}
