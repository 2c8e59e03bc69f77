/*
 * The option table, and what excludes what.
 */
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "family/families.h"
#include "http/listen.h"
#include "opt/args.h"
#include "options.h"

#define DEFAULT "127.0.0.1:17091"

static void
listen_at(const struct opt *o, const char *text, void *to)
{
	struct options *all = to;

	listen_check(text);
	if (all->nwhere == COUNT(all->where))
		misuse("%s: more than %d", o->name, SERVER_LISTENERS);
	all->where[all->nwhere++] = text;
}

static void
read_output(const struct opt *o, const char *text, void *output)
{
	if (*text == '\0')
		misuse("%s: no file", o->name);
	opt_text(o, text, output);
}

static void
add_label(const struct opt *o, const char *text, void *labels)
{
	struct slice value = slice_str(text);
	struct slice name = slice_cut(&value, '=');
	struct labels *l = labels;

	if (name.n == strlen(text) || !families_label(name))
		misuse("%s: \"%s\" is not NAME=VALUE, with a name that "
		    "Prometheus leaves to us", o->name, text);
	if (labels_have(l, name))
		misuse("%s: \"%.*s\" is given twice", o->name, (int)name.n,
		    name.p);
	if (l->n == LABELS / 4)
		misuse("%s: more than %d", o->name, LABELS / 4);
	labels_add(l, name, value);
}

static void
read_buckets(const struct opt *o, const char *text, void *buckets)
{
	int64_t n;

	opt_int(o, text, &n);
	*(int *)buckets = (int)n;
}

static const struct opt opts[] = {
	{ 'l', "--listen", "ADDR", NULL,
	    "ADDR:PORT or unix:PATH; repeatable (" DEFAULT ")",
	    OPT_ALL(listen_at) },
	{ 0, "--listen-optional", NULL, NULL,
	    "go on without an address that cannot be had",
	    OPT_FLAG(listen_optional) },
	{ 'p', "--pass", NULL, NULL,
	    "copy standard input to standard output", OPT_FLAG(pass) },
	{ 'o', "--output", "FILE", NULL,
	    "replace this file by each block's metrics (x.prom)",
	    OPT_READ(output, read_output), .is_file = 1 },
	{ 0, "--html", "FILE", NULL,
	    "keep a page with plots of the run in this file",
	    OPT_READ(html, read_output), .is_file = 1 },
	{ 0, "--against", "OLD.stat", NULL,
	    "draw this stored run beside it on the page",
	    OPT_FILE(against) },
	{ '1', "--once", NULL, NULL,
	    "no server: print the metrics at the end of the input",
	    OPT_FLAG(once) },
	{ 0, "--linger", "DURATION", "0",
	    "serve on for so long behind the end",
	    OPT_DURATION(linger_us, 0, SECOND_US * 86400 * 7) },
	{ 0, "--linger-scrapes", "N", NULL,
	    "or until the last block was scraped N times",
	    OPT_INT(linger_scrapes, 1, 1000000) },
	{ 0, "--label", "NAME=VALUE", NULL, "on every series; repeatable",
	    OPT_READ(set.labels, add_label) },
	/* At the coarsest schema every time there is fits into ten. */
	{ 0, "--native-buckets", "N", "160", "the most of a native histogram",
	    OPT_READ(set.native_buckets, read_buckets),
	    .lo = 10, .hi = 10000 },
	{ 0, "--per-client", NULL, NULL,
	    "series of each client of hls-agg --per-client",
	    OPT_FLAG(set.per_client) },
	{ 0, "--custom", NULL, NULL, "series of records of other kinds",
	    OPT_FLAG(set.custom) },
};

static const struct program program = {
	.name = "hls-export",
	.summary = "serve a stat stream's newest block to Prometheus",
	.synopsis =
	"[-p] [-l ADDR] [-o FILE] [--html FILE] [options]\n"
	"-1 [-o FILE]",
	.examples =
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-export\n"
	"  hls-spawn -n 9 URL | hls-parse | hls-agg | hls-export -p | hls-top\n"
	"  curl http://127.0.0.1:17091/metrics\n"
	"  curl -sN http://127.0.0.1:17091/stat?follow | hls-top\n"
	"  hls-export --html run.html < run.stat\n"
	"  hls-agg < run.events | hls-export -1 |\n"
	"      curl --data-binary @- http://GATEWAY:9091/metrics/job/hls\n",
	.opts = opts,
	.nopts = COUNT(opts),
};

static void
check(struct options *o)
{
	if (o->once && o->pass)
		misuse("--once and --pass exclude each other");
	if (o->once && o->nwhere > 0)
		misuse("--once and --listen exclude each other");
	if (o->nwhere == 0 && !o->once && o->output == NULL &&
	    o->html == NULL)
		o->where[o->nwhere++] = DEFAULT;
	if (o->nwhere == 0 && (o->linger_us > 0 || o->linger_scrapes > 0))
		misuse("--linger: there is no server without --listen");
	if (o->nwhere == 0 && o->listen_optional)
		misuse("--listen-optional: there is no server without "
		    "--listen");
}

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){ .set.started_us = clock_stamp() };
	args_read(&program, o, argc, argv);
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	check(o);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
}
