/*
 * hls-top: shows a stat stream on the terminal, or as lines.
 */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "block.h"
#include "die.h"
#include "glyph.h"
#include "opt.h"
#include "out.h"
#include "plain.h"
#include "poller.h"
#include "screen.h"
#include "sig.h"

#define EVENTS 8
#define READ_BYTES 65536

enum { O_COLOUR = OPT_LONG, O_ASCII };

static const struct opt opts[] = {
	{ 'b', "batch", NULL, "print one line per block, draw nothing" },
	{ 'w', "window", "WINDOW",
	    "1s, 10s, 30s, 60s, 300s or all (60s; with -b 1s)" },
	{ O_COLOUR, "color", "WHEN", "auto, always or never (auto)" },
	{ O_ASCII, "ascii", NULL, "draw with nothing but ASCII" },
};

static const struct program program = {
	.name = "hls-top",
	.summary = "watch a stat stream on the terminal",
	.synopsis = "[-b] [-w WINDOW] [options]",
	.examples =
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-top\n"
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-top -b > run.log\n",
	.opts = opts,
	.nopts = COUNT(opts),
};

struct top {
	int batch;
	int window;		/* enum block_window, or -1: the usual one */
	int colour;		/* index of colour_words */
	int ascii;
	struct plain plain;
	struct poller *poller;
	int signals;		/* descriptor of the self-pipe */
	int input_open;
	int ended_by;		/* the signal that ends the run, or 0 */
	struct block_reader in;
	struct out lines;	/* without a screen */
	struct screen screen;	/* unless batch */
};

static const char *const colour_words[] = { "auto", "always", "never", NULL };

static void
options(struct top *t, int argc, char **argv)
{
	int c;

	t->window = -1;
	while ((c = opt_next(&program, argc, argv)) != -1) {
		switch (c) {
		case 'b':
			t->batch = 1;
			break;
		case 'w':
			t->window = opt_choice(block_windows);
			break;
		case O_COLOUR:
			t->colour = opt_choice(colour_words);
			break;
		case O_ASCII:
			t->ascii = 1;
			break;
		}
	}
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
}

/*
 * Reading a pipe, only end-of-file ends us: the last block is still to come.
 * Signals that end us otherwise are caught where a screen is to be restored.
 */
static void
signals(struct top *t)
{
	int stream = sig_filter(STDIN_FILENO);

	if (t->batch)
		return;
	if (!stream) {
		sig_catch(SIGINT);
		sig_catch(SIGHUP);
	}
	sig_catch(SIGTERM);
	sig_catch(SIGQUIT);
	sig_catch(SIGWINCH);
	sig_catch(SIGCONT);
	sig_catch(SIGTSTP);
	sig_ignore(SIGTTIN);
}

static struct screen_look
look_of(const struct top *t)
{
	const char *no_color = getenv("NO_COLOR");
	int without = no_color != NULL && *no_color != '\0';

	return (struct screen_look){
		.window = t->window >= 0 ? (enum block_window)t->window :
		    W_60S,
		.colour = t->colour == 1 || (t->colour == 0 && !without),
		.utf8 = !t->ascii && glyph_locale() };
}

static void
open_all(struct top *t)
{
	struct screen_look look = look_of(t);

	t->signals = sig_open();
	t->poller = poller_new();
	if (t->signals < 0 || t->poller == NULL ||
	    poller_add(t->poller, t->signals, POLLER_IN, &t->signals) != 0)
		die_errno("poller");
	if (!t->batch && screen_open(&t->screen, t->poller, &look) != 0)
		t->batch = 1;
	if (t->window < 0)
		t->window = t->batch ? W_1S : W_60S;
	t->plain.window = (enum block_window)t->window;
	signals(t);
	t->lines.fd = STDOUT_FILENO;
	if (poller_add(t->poller, STDIN_FILENO, POLLER_IN, &t->in) != 0)
		die_errno("standard input");
	t->input_open = 1;
}

static void
block(struct top *t)
{
	if (t->batch)
		plain_block(&t->plain, &t->lines.buf, &t->in.now);
	else
		screen_block(&t->screen, &t->in.now);
}

static void
input(struct top *t)
{
	static char buf[READ_BYTES];
	ssize_t k = read(STDIN_FILENO, buf, sizeof(buf));
	struct slice s = { buf, k > 0 ? (size_t)k : 0 };

	if (k < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (k < 0)
		msg_errno("standard input");
	if (k <= 0)
		t->input_open = 0;
	while (block_read(&t->in, &s))
		block(t);
	out_flush(&t->lines);
}

static void
take_signals(struct top *t)
{
	int signo;

	while ((signo = sig_next()) != 0) {
		if (signo == SIGWINCH || signo == SIGCONT)
			screen_resize(&t->screen);
		else if (signo == SIGTSTP)
			screen_stop(&t->screen);
		else
			t->ended_by = signo;
	}
}

static void
event(struct top *t, const struct poller_event *ev)
{
	if (ev->owner == &t->in)
		input(t);
	else if (ev->owner == &t->screen)
		screen_event(&t->screen, ev->ready);
}

/* Until the input ends, a signal ends us, or nobody reads our lines. */
static void
loop(struct top *t)
{
	struct poller_event ev[EVENTS];
	size_t i, n;

	while (t->input_open && !t->ended_by && !t->screen.quit &&
	    t->lines.error == 0) {
		n = poller_wait(t->poller, ev, EVENTS, t->batch ?
		    POLLER_NEVER : screen_deadline(&t->screen));
		take_signals(t);
		for (i = 0; i < n && t->input_open; i++)
			event(t, &ev[i]);
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
	if (!screen_close(&t->screen) || t->in.blocks == 0)
		return;
	if (!plain_report(&t->lines.buf, &t->in.now))
		plain_line(&t->lines.buf, &t->in.now, W_ALL);
}

/* What the exit tells: the newest verdict, or what kept us from one. */
static int
finish(struct top *t)
{
	int written;

	if (t->batch)
		plain_end(&t->plain, &t->lines.buf, &t->in.now);
	else
		finish_screen(t);
	written = out_finish(&t->lines);
	block_complain(&t->in);
	if (t->ended_by) {
		sig_default(t->ended_by);
		raise(t->ended_by);
	}
	if (written < 0)
		return 1;
	if (t->in.blocks == 0) {
		if (written > 0)
			return 0;
		msg("standard input: ended without a block");
		return 1;
	}
	return block_code(&t->in.now);
}

int
main(int argc, char **argv)
{
	static struct top t;
	int code;

	die_name("hls-top");
	options(&t, argc, argv);
	open_all(&t);
	loop(&t);
	code = finish(&t);
	poller_free(t.poller);
	block_free(&t.in);
	sbuf_free(&t.lines.buf);
	return code;
}
