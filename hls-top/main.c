/*
 * hls-top: shows a stat stream on the terminal, as lines, or as a page.
 */

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "opt/program.h"
#include "options.h"
#include "out.h"
#include "poller.h"
#include "screen/page.h"
#include "screen/plain.h"
#include "screen/screen.h"
#include "sig.h"
#include "stage/look.h"
#include "stream/replay.h"

#define EVENTS 8
#define READ_BYTES 65536

/* A page's, where the environment does not say. */
#define PAGE_COLUMNS 100

struct top {
	struct options opt;
	int batch;		/* lines or a page, no screen */
	struct plain plain;
	struct page page;
	struct poller *poller;
	int signals;		/* descriptor of the self-pipe */
	int stream;		/* standard input is a pipe or a socket */
	int input_open;
	int watched;		/* it is in the poller */
	int ended_by;		/* the signal that ends the run, or 0 */
	struct slice unread;	/* of what was read from it */
	struct stage_look look;	/* whether it is a stat stream */
	struct replay replay;
	struct out lines;	/* without a screen */
	struct screen screen;	/* unless batch */
};

/*
 * Reading a pipe, only end-of-file ends us: the last block is still to come.
 * What would end the pipeline ends the waiting of a replay. Signals that end us
 * otherwise are caught where a screen is to be restored.
 */
static void
signals(struct top *t)
{
	t->stream = sig_filter(STDIN_FILENO);
	if (t->stream ? t->opt.replay : !t->batch) {
		sig_catch(SIGINT);
		sig_catch(SIGHUP);
	}
	if (t->batch)
		return;
	sig_catch(SIGTERM);
	sig_catch(SIGQUIT);
	sig_catch(SIGWINCH);
	sig_catch(SIGCONT);
	sig_catch(SIGTSTP);
	/* The terminal's modes, from the background: they are looked at. */
	sig_ignore(SIGTTIN);
	sig_ignore(SIGTTOU);
}

/* A block that waits keeps what is behind it waiting, too. */
static void
watch_input(struct top *t)
{
	int want = t->input_open && !t->replay.waits && !t->replay.held;

	if (want == t->watched)
		return;
	if (!want)
		poller_remove(t->poller, STDIN_FILENO);
	else if (poller_add(t->poller, STDIN_FILENO, POLLER_IN,
	    &t->replay) != 0)
		die_errno("standard input");
	t->watched = want;
}

/* What there is to print, and when, as the options say. */
static void
settings(struct top *t, const struct screen_look *look)
{
	int given = t->opt.window >= 0;

	t->plain.given = given;
	t->plain.window = (enum block_window)t->opt.window;
	t->plain.every_us = t->opt.every_us;
	t->page.look = *look;
	t->page.look.window = given ? look->window : W_ALL;
	t->page.cols = term_columns(PAGE_COLUMNS);
	t->replay.speed = t->opt.speed;
}

/*
 * What writes into a FIFO that has a name, and so is on another device than our
 * pipes are, is no part of our pipeline.
 */
static void
quits(struct top *t)
{
	struct stat in, ours;
	int named = fstat(STDIN_FILENO, &in) == 0 && S_ISFIFO(in.st_mode) &&
	    fstat(t->signals, &ours) == 0 && in.st_dev != ours.st_dev;

	t->screen.alone = !t->stream;
	if (!t->stream || t->opt.replay) {
		t->screen.view.quits = QUIT_END;
	} else if (named) {
		t->screen.alone = 1;
		t->screen.view.quits = QUIT_DETACH;
	}
}

static void
open_all(struct top *t)
{
	struct screen_look look = options_look(&t->opt);

	t->signals = sig_open();
	t->poller = poller_new();
	if (t->signals < 0 || t->poller == NULL ||
	    poller_add(t->poller, t->signals, POLLER_IN, &t->signals) != 0)
		die_errno("poller");
	t->batch = t->opt.batch || screen_open(&t->screen, t->poller,
	    &look) != 0;
	settings(t, &look);
	signals(t);
	quits(t);
	t->lines.fd = STDOUT_FILENO;
	t->look.reads = STAGE_STATS;
	t->input_open = 1;
	watch_input(t);
}

static void
input(struct top *t)
{
	static char buf[READ_BYTES];
	ssize_t k = read(STDIN_FILENO, buf, sizeof(buf));

	if (k < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (k < 0)
		msg_errno("standard input");
	if (k <= 0 || stage_bytes(&t->look, (struct slice){ buf,
	    (size_t)k }) != STAGE_NONE)
		t->input_open = 0;
	else
		t->unread = (struct slice){ buf, (size_t)k };
}

/* The shell may have us stopped for long: a replay goes on from there. */
static void
stop(struct top *t)
{
	replay_hold(&t->replay, 1, clock_mono());
	screen_stop(&t->screen);
	replay_hold(&t->replay, 0, clock_mono());
}

static void
take_signals(struct top *t)
{
	int signo;

	while ((signo = sig_next()) != 0) {
		if (signo == SIGWINCH)
			screen_resize(&t->screen);
		else if (signo == SIGCONT)
			screen_continue(&t->screen);
		else if (signo == SIGTSTP)
			stop(t);
		else if (t->stream && (signo == SIGINT || signo == SIGHUP))
			replay_hurry(&t->replay);
		else
			t->ended_by = signo;
	}
}

static void
event(struct top *t, const struct poller_event *ev)
{
	if (ev->owner == &t->replay)
		input(t);
	else if (ev->owner == &t->screen)
		screen_event(&t->screen, ev->ready);
}

/* What the keys p and q mean to a replay. */
static void
steer(struct top *t)
{
	const struct view *v = &t->screen.view;

	if (!t->opt.replay)
		return;
	if (v->stopping)
		replay_hurry(&t->replay);
	else
		replay_hold(&t->replay, v->paused, clock_mono());
}

static void
blocks(struct top *t)
{
	const struct block *b = &t->replay.now;

	while (replay_next(&t->replay, &t->unread, clock_mono())) {
		if (!t->batch)
			screen_block(&t->screen, b);
		else if (t->opt.page)
			page_block(&t->page, b);
		else
			plain_block(&t->plain, &t->lines.buf, b);
	}
	out_flush(&t->lines);
	watch_input(t);
}

static int64_t
deadline(const struct top *t)
{
	int64_t due = replay_due(&t->replay);
	int64_t draw = t->batch ? POLLER_NEVER : screen_deadline(&t->screen);

	return due < draw ? due : draw;
}

/* Until the input ends, a signal ends us, or nobody reads our lines. */
static void
loop(struct top *t)
{
	struct poller_event ev[EVENTS];
	size_t i, n;

	while (t->input_open && !t->ended_by && !t->screen.quit &&
	    t->lines.error == 0) {
		n = poller_wait(t->poller, ev, EVENTS, deadline(t));
		take_signals(t);
		for (i = 0; i < n && t->input_open; i++)
			event(t, &ev[i]);
		steer(t);
		blocks(t);
		if (!t->batch)
			screen_update(&t->screen);
	}
}

/*
 * What hls-agg printed went to the alternate screen and with it: the report
 * is printed again where it stays.
 */
static void
finish_screen(struct top *t)
{
	const struct block *b = &t->replay.now;
	int shown = screen_close(&t->screen);

	/* A terminal that is stopped must not keep us for ever. */
	sig_default(SIGTERM);
	sig_default(SIGQUIT);
	if (shown && b->n > 0 && !plain_report(&t->lines.buf, b))
		plain_whole(&t->lines.buf, b);
}

static void
finish_plain(struct top *t)
{
	const struct block *b = &t->replay.now;

	if (!t->opt.page)
		plain_end(&t->plain, &t->lines.buf, b);
	else if (b->n > 0)
		page_print(&t->page, &t->lines.buf, b);
}

/* What the exit tells: the newest verdict, or what kept us from one. */
static int
finish(struct top *t)
{
	int written;

	if (t->batch)
		finish_plain(t);
	else
		finish_screen(t);
	written = out_finish(&t->lines);
	block_complain(&t->replay.in);
	if (t->ended_by) {
		sig_default(t->ended_by);
		raise(t->ended_by);
	}
	if (written < 0)
		return 1;
	if (t->replay.in.blocks == 0) {
		if (written > 0)
			return 0;
		stage_blockless(&t->look, "hls-top");
		return 1;
	}
	return block_code(&t->replay.now);
}

int
main(int argc, char **argv)
{
	static struct top t;
	int code;

	program_begin("hls-top");
	options_read(&t.opt, argc, argv);
	open_all(&t);
	loop(&t);
	code = finish(&t);
	poller_free(t.poller);
	replay_free(&t.replay);
	sbuf_free(&t.lines.buf);
	return code;
}
