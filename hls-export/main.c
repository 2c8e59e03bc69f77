/*
 * hls-export: serves the newest block of a stat stream to Prometheus, and
 * hands the stream on. One loop, no threads.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "copy.h"
#include "die.h"
#include "families.h"
#include "intake.h"
#include "listen.h"
#include "num.h"
#include "opt.h"
#include "poller.h"
#include "server.h"
#include "sig.h"
#include "snap.h"

#define EVENTS 64
#define NATIVE_BUCKETS 160
/* At the coarsest schema every time there is fits into ten. */
#define NATIVE_LEAST 10
#define NATIVE_MOST 10000

enum { O_LABEL = OPT_LONG, O_NATIVE, O_PER_CLIENT, O_CUSTOM };

static const struct opt opts[] = {
	{ 'l', "listen", "ADDR:PORT",
	    "serve here (127.0.0.1:17091; port 0: any free one)" },
	{ 'p', "pass", NULL, "copy standard input to standard output" },
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
	.synopsis = "[-p] [-l ADDR:PORT] [options]",
	.examples =
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-export\n"
	"  hls-spawn -n 9 URL | hls-parse | hls-agg | hls-export -p | hls-top\n"
	"  curl http://127.0.0.1:17091/metrics\n",
	.opts = opts,
	.nopts = COUNT(opts),
};

struct export {
	const char *where;
	int stream;		/* standard input is a pipe or socket */
	int pass;
	struct poller *poller;
	int signals;		/* descriptor of the self-pipe */
	int terminated;		/* the signal that ends the run, or 0 */
	struct intake in;
	struct export_settings set;
	struct snap snap;
	struct copy copy;
	struct server server;
};

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

static int
native_buckets(void)
{
	struct slice text = { optarg, strlen(optarg) };
	int64_t n;

	if (num_int(text, NATIVE_LEAST, NATIVE_MOST, &n) != 0)
		misuse("--native-buckets: \"%s\" is not a whole number "
		    "(%d to %d)", optarg, NATIVE_LEAST, NATIVE_MOST);
	return (int)n;
}

static void
options(struct export *e, int argc, char **argv)
{
	int c;

	e->where = "127.0.0.1:17091";
	e->set.native_buckets = NATIVE_BUCKETS;
	e->set.started_us = clock_stamp();
	while ((c = opt_next(&program, argc, argv)) != -1) {
		switch (c) {
		case 'l':
			e->where = optarg;
			break;
		case 'p':
			e->pass = 1;
			break;
		case O_LABEL:
			label(&e->set.labels);
			break;
		case O_NATIVE:
			e->set.native_buckets = native_buckets();
			break;
		case O_PER_CLIENT:
			e->set.per_client = 1;
			break;
		case O_CUSTOM:
			e->set.custom = 1;
			break;
		}
	}
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
}

/* A filter on a pipe ends at end-of-file, so that no last block is lost. */
static void
signals(struct export *e)
{
	e->signals = sig_open();
	if (e->signals < 0)
		die_errno("pipe");
	e->stream = sig_filter(STDIN_FILENO);
	sig_catch(SIGTERM);
}

static void
open_copy(struct export *e)
{
	copy_none(&e->copy);
	if (!e->pass)
		return;
	if (copy_open(&e->copy, e->poller, STDOUT_FILENO) != 0)
		die_errno("standard output");
	/* A stored stream can wait for its reader. */
	if (!e->stream)
		e->copy.patience_us = POLLER_NEVER;
}

static void
open_all(struct export *e)
{
	int fd = listen_open(e->where);
	struct sbuf url = { 0 };

	signals(e);
	snap_init(&e->snap, &e->set);
	e->poller = poller_new();
	if (e->poller == NULL ||
	    poller_add(e->poller, e->signals, POLLER_IN, &e->signals) != 0 ||
	    server_open(&e->server, e->poller, fd, &e->snap) != 0)
		die_errno("poller");
	open_copy(e);
	e->in.copy = &e->copy;
	e->in.snap = &e->snap;
	if (intake_open(&e->in, e->poller, STDIN_FILENO) != 0)
		die_errno("standard input");
	listen_url(fd, &url);
	msg("listening on %.*smetrics", (int)url.n, url.p);
	sbuf_free(&url);
}

static void
event(struct export *e, const struct poller_event *ev)
{
	if (ev->owner == &e->in)
		intake_read(&e->in);
	else if (ev->owner == &e->copy)
		copy_event(&e->copy, ev->ready);
	else if (server_owns(&e->server, ev->owner))
		server_event(&e->server, ev->owner);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Until the input has ended and is passed on, or nobody wants it any more. */
static void
loop(struct export *e)
{
	struct poller_event ev[EVENTS];
	int64_t next = POLLER_NEVER;
	size_t i, n;

	while ((e->in.fd >= 0 || copy_pending(&e->copy)) &&
	    e->copy.error == 0) {
		n = poller_wait(e->poller, ev, EVENTS, next);
		e->terminated = sig_next();
		if (e->terminated)
			return;
		for (i = 0; i < n; i++)
			event(e, &ev[i]);
		next = intake_advance(&e->in);
		server_expire(&e->server, clock_mono());
		next = earlier(next, server_deadline(&e->server));
	}
}

static void
close_all(struct export *e)
{
	server_close(&e->server);
	copy_close(&e->copy);
	snap_free(&e->snap);
	poller_free(e->poller);
	block_complain(&e->in.blocks);
	if (e->copy.dropped > 0)
		msg("%lld blocks dropped: the reader of standard output was "
		    "too slow", (long long)e->copy.dropped);
}

/* What the exit tells: the newest verdict, or what kept us from one. */
static int
status(struct export *e)
{
	if (e->terminated) {
		sig_default(e->terminated);
		raise(e->terminated);
	}
	if (e->copy.error != 0 && e->copy.error != EPIPE) {
		errno = e->copy.error;
		msg_errno("standard output");
		return 1;
	}
	if (e->in.blocks.blocks == 0) {
		if (e->copy.error != 0)
			return 0;
		msg("standard input: ended without a block");
		return 1;
	}
	return block_code(&e->in.blocks.now);
}

int
main(int argc, char **argv)
{
	static struct export e;
	int code;

	die_name("hls-export");
	options(&e, argc, argv);
	open_all(&e);
	loop(&e);
	close_all(&e);
	code = status(&e);
	block_free(&e.in.blocks);
	return code;
}
