/*
 * hls-export: serves the newest block of a stat stream to Prometheus, and
 * hands the stream on. One loop, no threads.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "http/listen.h"
#include "http/listen_unix.h"
#include "http/server.h"
#include "http/stay.h"
#include "opt/program.h"
#include "options.h"
#include "out.h"
#include "page/page.h"
#include "poller.h"
#include "sig.h"
#include "stream/copy.h"
#include "stream/intake.h"
#include "stream/promfile.h"
#include "stream/snap.h"

#define EVENTS 64
/* The page is written so often while the run goes on. */
#define HTML_EVERY_US (10 * SECOND_US)

struct export {
	struct options opt;
	int stream;		/* standard input is a pipe or socket */
	struct poller *poller;
	int signals;		/* descriptor of the self-pipe */
	int signal;		/* the one that ends us, or 0 */
	struct intake in;
	int64_t until_us;	/* when the intake has something to do */
	struct snap snap;
	struct recent recent;
	struct copy copy;
	struct page page;
	struct promfile file;	/* of the metrics */
	int64_t filed;		/* blocks so far, at the file's last write */
	struct promfile html;	/* of the page */
	int64_t html_due_us;	/* when it is to be written next */
	struct site site;
	struct server server;
	int more;		/* the server has work at once */
	int staying;		/* the input has ended */
	struct stay stay;
};

/*
 * A filter on a pipe ends at end-of-file, so that no last block is lost. Other
 * signals are caught where a socket's file has to be removed.
 */
static void
signals(struct export *e)
{
	e->signals = sig_open();
	if (e->signals < 0)
		die_errno("pipe");
	e->stream = sig_filter(STDIN_FILENO);
	sig_catch(SIGTERM);
	if (!e->stream) {
		sig_catch(SIGINT);
		sig_catch(SIGHUP);
	}
}

static void
open_copy(struct export *e)
{
	copy_none(&e->copy);
	if (!e->opt.pass)
		return;
	if (copy_open(&e->copy, e->poller, STDOUT_FILENO) != 0)
		die_errno("standard output");
	/* A stored stream can wait for its reader. */
	if (!e->stream)
		e->copy.patience_us = POLLER_NEVER;
}

static void
open_server(struct export *e)
{
	size_t i;
	int fd;

	e->site = (struct site){ .snap = &e->snap, .recent = &e->recent,
		.page = &e->page };
	server_open(&e->server, e->poller, &e->site);
	for (i = 0; i < e->opt.nwhere; i++) {
		fd = listen_open(e->opt.where[i], e->opt.listen_optional);
		if (fd >= 0 && server_listen(&e->server, fd) != 0)
			die_errno("poller");
	}
}

static void
announce(const struct server *s)
{
	size_t i;

	for (i = 0; i < s->nlisteners; i++) {
		struct sbuf url = { 0 };

		listen_url(s->listener[i], &url);
		msg("listening on %.*s", (int)url.n, url.p);
		sbuf_free(&url);
	}
}

static void
open_all(struct export *e)
{
	/* It may be long, or a FIFO: signals end us as ever meanwhile. */
	page_init(&e->page);
	if (e->opt.against != NULL)
		page_against(&e->page, e->opt.against);
	signals(e);
	snap_init(&e->snap, &e->opt.set);
	e->poller = poller_new();
	if (e->poller == NULL ||
	    poller_add(e->poller, e->signals, POLLER_IN, &e->signals) != 0)
		die_errno("poller");
	open_server(e);
	open_copy(e);
	if (e->opt.output != NULL)
		promfile_open(&e->file, "--output", e->opt.output);
	if (e->opt.html != NULL)
		promfile_open(&e->html, "--html", e->opt.html);
	if (e->opt.output != NULL && e->opt.html != NULL &&
	    store_is(&e->html.store, e->opt.output))
		die("--html: %s: " STORE_TWICE, e->opt.html);
	e->in.copy = &e->copy;
	e->in.recent = &e->recent;
	if (intake_open(&e->in, e->poller, STDIN_FILENO) != 0)
		die_errno("standard input");
	e->until_us = POLLER_NEVER;
	announce(&e->server);
}

static void
event(struct export *e, const struct poller_event *ev)
{
	if (ev->owner == &e->in)
		intake_read(&e->in);
	else if (ev->owner == &e->copy)
		copy_event(&e->copy, ev->ready);
	else if (server_owns(&e->server, ev->owner))
		server_event(&e->server, ev);
}

static struct slice
as_text(struct export *e)
{
	return sbuf_view(&snap_body(&e->snap, FORMAT_TEXT)->text);
}

/* Every ten seconds while the run goes on; begin_stay writes the last one. */
static void
write_html(struct export *e, int64_t now_us)
{
	if (e->opt.html == NULL || !page_any(&e->page) ||
	    now_us < e->html_due_us)
		return;
	promfile_write(&e->html,
	    sbuf_view(&page_body(&e->page, PAGE_FILE)->text));
	e->html_due_us = e->page.now.live ? now_us + HTML_EVERY_US :
	    POLLER_NEVER;
}

/* What has come goes on its ways. */
static void
advance(struct export *e)
{
	while (intake_advance(&e->in, &e->until_us)) {
		snap_take(&e->snap, &e->in.blocks.now, e->copy.dropped);
		page_take(&e->page, &e->in.blocks.now);
	}
	if (e->opt.output != NULL && e->filed != e->in.blocks.blocks) {
		e->filed = e->in.blocks.blocks;
		promfile_write(&e->file, as_text(e));
	}
	write_html(e, clock_mono());
	e->more = server_advance(&e->server);
	server_expire(&e->server, clock_mono());
}

/*
 * The input has ended and is passed on: a reader behind us must not wait for
 * those who scrape. Now INT is for us.
 */
static void
begin_stay(struct export *e)
{
	int any = e->in.blocks.blocks > 0 && e->server.nlisteners > 0;

	page_end(&e->page);
	e->html_due_us = 0;
	write_html(e, clock_mono());
	copy_close(&e->copy);
	if (e->opt.pass) {
		if (close(STDOUT_FILENO) != 0 && e->copy.error == 0)
			e->copy.error = errno;
		/* So that no connection gets its number. */
		(void)open("/dev/null", O_WRONLY);
	}
	sig_catch(SIGINT);
	stay_begin(&e->stay, any ? e->opt.linger_us : 0,
	    any ? e->opt.linger_scrapes : 0, clock_mono());
	e->staying = 1;
}

/* Nobody wants it any more, or all that there is has been had. */
static int
finished(struct export *e)
{
	if (e->signal)
		return 1;
	if (!e->staying) {
		if (e->in.fd >= 0)
			return e->copy.error != 0;
		if (copy_pending(&e->copy) && e->copy.error == 0)
			return 0;
		begin_stay(e);
	}
	return stay_over(&e->stay, &e->server, clock_mono());
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
deadline(const struct export *e)
{
	int64_t next = earlier(e->until_us, server_deadline(&e->server));

	if (e->more)
		return 0;
	return e->staying ? earlier(next, e->stay.until_us) : next;
}

static void
loop(struct export *e)
{
	struct poller_event ev[EVENTS];
	size_t i, n;

	while (!finished(e)) {
		n = poller_wait(e->poller, ev, EVENTS, deadline(e));
		e->signal = sig_next();
		if (e->signal)
			return;
		for (i = 0; i < n; i++)
			event(e, &ev[i]);
		advance(e);
	}
}

/* -1: what a server would have shown in the end. 0, or -1 after a message. */
static int
print_once(struct export *e)
{
	struct out o = { .fd = STDOUT_FILENO };

	if (!e->opt.once || e->in.blocks.blocks == 0 || !e->staying)
		return 0;
	sbuf_slice(&o.buf, as_text(e));
	return out_finish(&o) < 0 ? -1 : 0;
}

static void
close_all(struct export *e)
{
	listen_unix_remove();
	server_close(&e->server);
	if (!e->staying)
		copy_close(&e->copy);
	page_free(&e->page);
	snap_free(&e->snap);
	recent_free(&e->recent);
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
	if (e->signal && !e->staying) {
		sig_default(e->signal);
		raise(e->signal);
	}
	if (e->copy.error != 0 && e->copy.error != EPIPE) {
		errno = e->copy.error;
		msg_errno("standard output");
		return 1;
	}
	if (e->in.blocks.blocks == 0) {
		if (e->copy.error != 0)
			return 0;
		stage_blockless(&e->in.look, "hls-export");
		return 1;
	}
	if (e->file.failed || e->html.failed)
		return 1;
	return block_code(&e->in.blocks.now);
}

int
main(int argc, char **argv)
{
	static struct export e;
	int printed, code;

	program_begin("hls-export");
	options_read(&e.opt, argc, argv);
	open_all(&e);
	loop(&e);
	printed = print_once(&e);
	close_all(&e);
	code = status(&e);
	block_free(&e.in.blocks);
	return printed != 0 ? 1 : code;
}
