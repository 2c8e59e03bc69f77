/*
 * draw [-r ROWS] [-c COLS] [-a] [-p VIEW] <STATS: draws each block of a stat
 * stream in each view, of one window after the other, and with what keys add
 * to one, of one block in EXTRAS, into frames as hls-top does; the strict
 * terminal of terminal.h shows them. Nothing foreign may come, and each
 * frame (one in AFRESH, for the time it takes) must leave on it what the
 * same one drawn afresh would. Then says how many frames and bytes there
 * were. -a draws with nothing but ASCII; -p prints the screens of one view
 * (numbered from 1), each with the number of its block above it.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "views/views.h"

#include "terminal.h"

#define AFRESH 7
#define EXTRAS 4

struct draw {
	int rows, cols;
	int print;		/* number of the view, or 0 */
	struct view view;
	struct history history;
	struct first first;
	struct frame frame;
	struct frame again;	/* always drawn afresh */
	struct terminal screen;
	struct sbuf out;
	int64_t frames, bytes;
};

static void
fail(struct draw *d, const char *what)
{
	printf("block with stamp %lld us, view %d%s%s: %s\n",
	    (long long)d->view.block->time_us, (int)d->view.id + 1,
	    d->view.help ? ", help" : "", d->view.error ? ", error" : "",
	    what);
	terminal_print(&d->screen, stdout);
	exit(1);
}

static int64_t
show(struct draw *d, struct frame *f, struct terminal *t)
{
	frame_size(f, d->rows, d->cols);
	frame_begin(f);
	view_draw(&d->view, f);
	d->out.n = 0;
	frame_end(f, &d->out);
	terminal_feed(t, d->out.p, d->out.n);
	if (t->foreign > 0)
		fail(d, t->why);
	if (t->looks || t->npart > 0)
		fail(d, "something is left on");
	return (int64_t)d->out.n;
}

static void
frame(struct draw *d)
{
	struct terminal whole;
	size_t size = (size_t)(d->rows * d->cols) * sizeof(uint32_t);

	d->bytes += show(d, &d->frame, &d->screen);
	if (d->frames++ % AFRESH != 0)
		return;
	terminal_open(&whole, d->rows, d->cols);
	whole.alternate = 1;
	frame_forget(&d->again);
	show(d, &d->again, &whole);
	if (memcmp(whole.cells[1], d->screen.cells[1], size) != 0)
		fail(d, "drawn afresh it is another one");
	terminal_free(&whole);
}

static void
one_view(struct draw *d, int64_t number)
{
	frame(d);
	if (d->print == (int)d->view.id + 1) {
		printf("@ %lld\n", (long long)number);
		terminal_print(&d->screen, stdout);
	}
}

/* What stands beside a view, now with the one, now with the other. */
static void
extras(struct draw *d)
{
	struct orders *o = &d->view.orders;
	int *const flags[] = { &o->on, &o->paused,
		&d->view.help, &d->view.paused, &d->view.error,
		&d->view.stopping, &d->view.clients.typing };
	size_t i;

	for (i = 0; i < COUNT(flags); i++) {
		*flags[i] = 1;
		frame(d);
		/* cppcheck-suppress redundantAssignment ; frame looks */
		*flags[i] = 0;
	}
	strcpy(o->said, "not sent: clients 100000: nobody reads it");
	for (o->prompt = ORDERS_STOP; o->prompt > ORDERS_NONE; o->prompt--)
		frame(d);
	frame(d);
	o->said[0] = '\0';
}

static void
block(struct draw *d, const struct block_reader *in)
{
	int id;

	history_add(&d->history, &in->now);
	first_look(&d->first, &in->now);
	d->view.block = &in->now;
	d->view.chosen = (enum block_window)(in->blocks % BLOCK_WINDOWS);
	for (id = 0; id < VIEWS; id++) {
		d->view.id = (enum view_id)id;
		if (d->print == 0 || d->print == id + 1)
			one_view(d, in->blocks);
	}
	d->view.id = (enum view_id)(in->blocks / EXTRAS % VIEWS);
	if (!d->print && in->blocks % EXTRAS == 0)
		extras(d);
}

static void
options(struct draw *d, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "r:c:ap:")) != -1) {
		if (c == 'r')
			d->rows = atoi(optarg);
		else if (c == 'c')
			d->cols = atoi(optarg);
		else if (c == 'a')
			d->frame.utf8 = d->again.utf8 = 0;
		else if (c == 'p')
			d->print = atoi(optarg);
		else
			exit(2);
	}
}

int
main(int argc, char **argv)
{
	static struct draw d = { .rows = 40, .cols = 120,
		.frame = { .colour = 1, .utf8 = 1 },
		.again = { .colour = 1, .utf8 = 1 } };
	static struct block_reader in;
	static char buf[65536];
	ssize_t k;
	int none;

	setlocale(LC_CTYPE, "C.UTF-8");
	options(&d, argc, argv);
	d.view.history = &d.history;
	d.view.first = &d.first;
	terminal_open(&d.screen, d.rows, d.cols);
	d.screen.alternate = 1;
	while ((k = read(STDIN_FILENO, buf, sizeof(buf))) > 0) {
		struct slice s = { buf, (size_t)k };

		while (block_read(&in, &s))
			block(&d, &in);
	}
	if (!d.print)
		printf("%lld blocks, %lld frames, %lld bytes\n",
		    (long long)in.blocks, (long long)d.frames,
		    (long long)d.bytes);
	frame_free(&d.frame);
	frame_free(&d.again);
	terminal_free(&d.screen);
	sbuf_free(&d.out);
	none = in.blocks == 0;
	block_free(&in);
	return none;
}
