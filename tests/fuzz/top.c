/*
 * The whole of hls-top over one input: blocks as lines (-b), as a page
 * (--page), or drawn on the terminal of tests/pty, which is strict. Bad memory
 * is for the sanitizers to see.
 *
 * The first three bytes of the input are '0' and six bits each. Of the first
 * the lowest two say which: lines, a page, a screen, or a screen of ASCII
 * without a colour; the next two the window, and the last two how often there
 * is a line. The others are the rows and columns of a screen, or the columns of
 * a page. On a screen the first line is what is typed, KEYS of it with each
 * block.
 */
#include <locale.h>
#include <stdlib.h>

#include "clock.h"
#include "tests/pty/terminal.h"
#include "screen/input.h"
#include "screen/page.h"
#include "screen/plain.h"
#include "shown.h"
#include "target.h"
#include "views/views.h"

#define KEYS 3
#define BLOCKS 4

enum form { LINES, PAGE, SCREEN, ASCII };

struct shape {
	enum form form;
	enum block_window window;
	int64_t every_us;
	int given;
	int rows, cols;
};

/* All that a screen has, but for the terminal it is on. */
struct board {
	struct view view;
	struct history history;
	struct first first;
	struct key_state keys;
	struct frame frame;
	struct terminal terminal;
};

static struct board board;
static struct block_reader in_blocks;
static struct sbuf out;

static void
begin_reader(void)
{
	/* The memory is kept, and so is the last block: it is not looked at. */
	in_blocks.next.text.n = in_blocks.line = 0;
	in_blocks.spoilt = 0;
	in_blocks.blocks = in_blocks.garbled = in_blocks.too_big = 0;
}

/* The blocks so far count from 1 in each input. */
static int
next_block(struct slice *in)
{
	return in_blocks.blocks < BLOCKS && block_read(&in_blocks, in);
}

static void
run_lines(const struct shape *s, struct slice in)
{
	struct plain plain = { .given = s->given, .window = s->window,
		.every_us = s->every_us };

	out.n = 0;
	while (next_block(&in))
		plain_block(&plain, &out, &in_blocks.now);
	if (in_blocks.blocks > 0) {
		plain_end(&plain, &out, &in_blocks.now);
		plain_whole(&out, &in_blocks.now);
	}
	shown_text(sbuf_view(&out));
	out.n = 0;
	if (in_blocks.blocks > 0)
		plain_report(&out, &in_blocks.now);
	shown_ascii(sbuf_view(&out));
}

/* What the columns of a line are, by a terminal that is too wide for it. */
static void
check_widths(struct slice text, int cols)
{
	static struct terminal wide;
	struct slice all = text;

	if (wide.rows == 0)
		terminal_open(&wide, 1, 1000);
	while (text.n > 0) {
		struct slice line = slice_cut(&text, '\n');

		wide.row = wide.col = 0;
		terminal_feed(&wide, line.p, line.n);
		if (wide.foreign > 0)
			wrong(wide.why, all);
		if (wide.col > cols)
			wrong("a line that is too long", line);
		if (line.n > 0 && line.p[line.n - 1] == ' ')
			wrong("blanks at the end of a line", line);
	}
}

static void
run_page(const struct shape *s, struct slice in)
{
	static struct page page;

	memset(&page.history, 0, sizeof(page.history));
	page.look = (struct screen_look){ .window = s->window,
		.utf8 = s->given };
	page.cols = s->cols;
	out.n = 0;
	while (next_block(&in))
		page_block(&page, &in_blocks.now);
	if (in_blocks.blocks > 0)
		page_print(&page, &out, &in_blocks.now);
	shown_text(sbuf_view(&out));
	check_widths(sbuf_view(&out), s->cols);
}

static void
draw(struct board *l)
{
	frame_begin(&l->frame);
	view_draw(&l->view, &l->frame);
	out.n = 0;
	frame_end(&l->frame, &out);
	terminal_feed(&l->terminal, out.p, out.n);
	if (l->terminal.foreign > 0)
		wrong(l->terminal.why, sbuf_view(&out));
	if (l->terminal.looks || l->terminal.npart > 0)
		wrong("something is left on", sbuf_view(&out));
}

/* Drawn afresh it has to be the same. */
static void
draw_again(struct board *l)
{
	static uint32_t *cells;
	size_t size = (size_t)(l->terminal.rows * l->terminal.cols) *
	    sizeof(*cells);

	cells = realloc(cells, size);
	if (cells == NULL)
		abort();
	draw(l);
	memcpy(cells, l->terminal.cells[1], size);
	frame_forget(&l->frame);
	draw(l);
	if (memcmp(cells, l->terminal.cells[1], size) != 0)
		wrong("drawn afresh it is another one", sbuf_view(&out));
}

/* A key, as screen.c takes it. */
static void
act(struct board *l, unsigned char c)
{
	struct view *v = &l->view;
	enum key key = c == 0 ? key_pause(&l->keys) : key_next(&l->keys, c);

	switch (input_key(v, key, l->keys.c)) {
	case INPUT_PAUSE:
		v->paused = !v->paused;
		break;
	case INPUT_REPAINT:
		frame_forget(&l->frame);
		break;
	case INPUT_QUIT:
		v->stopping = 1;
		break;
	case INPUT_CHANGED:
		if (v->orders.line[0] != '\0')
			orders_sent(&v->orders, c % 2 ? NULL :
			    "nobody reads it");
		break;
	case INPUT_NONE:
		break;
	}
}

static void
begin_screen(struct board *l, const struct shape *s)
{
	struct roster roster = l->view.roster;

	memset(&l->history, 0, sizeof(l->history));
	l->first = (struct first){ 0 };
	l->keys = (struct key_state){ 0 };
	roster.of = NULL;
	l->view = (struct view){ .history = &l->history, .first = &l->first,
		.chosen = s->window, .roster = roster,
		.orders = { .on = s->given, .clients = -1 },
		.clients = { .sort = COL_SCORE, .columns = COLUMNS } };
	l->frame.utf8 = l->frame.colour = s->form != ASCII;
	if (l->terminal.rows != s->rows || l->terminal.cols != s->cols)
		terminal_size(&l->terminal, s->rows, s->cols);
	l->terminal.alternate = 1;
	frame_size(&l->frame, s->rows, s->cols);
	frame_forget(&l->frame);
}

static void
run_screen(const struct shape *s, struct slice in)
{
	struct slice keys = slice_cut(&in, '\n');
	size_t i;

	begin_screen(&board, s);
	while (next_block(&in)) {
		history_add(&board.history, &in_blocks.now);
		first_look(&board.first, &in_blocks.now);
		board.view.block = &in_blocks.now;
		for (i = 0; i < KEYS && keys.n > 0; i++) {
			act(&board, (unsigned char)keys.p[0]);
			keys = slice_from(keys, 1);
		}
		draw(&board);
	}
	if (in_blocks.blocks == 0)
		return;
	for (; keys.n > 0; keys = slice_from(keys, 1)) {
		act(&board, (unsigned char)keys.p[0]);
		if (keys.n % 8 == 0)
			draw(&board);
	}
	draw_again(&board);
}

/* Six bits of the next byte of an input. */
static int
take_bits(struct slice *in)
{
	int bits = in->n > 0 ? (in->p[0] - '0') & 0x3f : 0;

	*in = slice_from(*in, in->n > 0);
	return bits;
}

static struct shape
shape_of(struct slice *in)
{
	static const int64_t every_us[] = { SECOND_US, 2 * SECOND_US,
		10 * SECOND_US, 60 * SECOND_US };
	static const enum block_window windows[] = { W_ALL, W_1S, W_10S,
		W_300S };
	int bits = take_bits(in);
	struct shape s = { .form = (enum form)(bits & 3),
		.window = windows[bits >> 2 & 3],
		.every_us = every_us[bits >> 4], .given = bits >> 4 & 1 };

	s.rows = take_bits(in) + 1;
	s.cols = take_bits(in) * 3 + 1;
	/* The names of a page's parts are longer than less. */
	if (s.form == PAGE)
		s.cols += 20;
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size };
	struct shape s = shape_of(&in);

	if (board.terminal.rows == 0) {
		setlocale(LC_CTYPE, "C.UTF-8");
		terminal_open(&board.terminal, 1, 1);
	}
	begin_reader();
	if (s.form == LINES)
		run_lines(&s, in);
	else if (s.form == PAGE)
		run_page(&s, in);
	else
		run_screen(&s, in);
	return 0;
}
