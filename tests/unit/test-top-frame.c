/*
 * Frames of hls-top: what is sent of them, and that no row is too long or
 * leaves a look on.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "term/frame.h"
#include "term/glyph.h"

#define ROWS 7

static struct sbuf out;

/* What is sent for the frame that was drawn is this. */
static int
sends(struct frame *f, const char *expected)
{
	int same;

	out.n = 0;
	frame_end(f, &out);
	same = slice_eq(sbuf_view(&out), slice_str(expected));
	if (!same)
		printf("not \"%s\" but \"%.*s\"\n", expected, (int)out.n,
		    out.p);
	return same;
}

static void
lines(struct frame *f, const char *a, const char *b)
{
	frame_begin(f);
	frame_row(f, LOOK_PLAIN);
	frame_str(f, a);
	frame_row(f, LOOK_PLAIN);
	frame_str(f, b);
}

static void
test_changes(void)
{
	struct frame f = { .utf8 = 1 };

	frame_size(&f, 2, 9);
	lines(&f, "one", "two");
	CHECK(sends(&f, "\033[0m\033[2J\033[1;1H\033[Kone\033[2;1H\033[Ktwo"));
	lines(&f, "one", "two");
	CHECK(sends(&f, ""));
	lines(&f, "one", "two!");
	CHECK(sends(&f, "\033[2;1H\033[Ktwo!"));
	lines(&f, "", "two!");
	CHECK(sends(&f, "\033[1;1H\033[K"));
	/* Twice the same, then back: the older frame is not taken for it. */
	lines(&f, "one", "two!");
	CHECK(sends(&f, "\033[1;1H\033[Kone"));
	frame_forget(&f);
	lines(&f, "one", "two!");
	CHECK(sends(&f, "\033[0m\033[2J\033[1;1H\033[Kone\033[2;1H\033[Ktwo!"));
	/* The same size is nothing new, another one is. */
	frame_size(&f, 2, 9);
	lines(&f, "one", "two!");
	CHECK(sends(&f, ""));
	frame_size(&f, 1, 2);
	lines(&f, "one", "two!");
	CHECK(sends(&f, "\033[0m\033[2J\033[1;1H\033[Kon"));
	frame_free(&f);
}

/* A row of five columns with this text, sent afresh. */
static int
row_is(const char *text, const char *expected)
{
	struct frame f = { .utf8 = 1 };
	char all[128];
	int same;

	frame_size(&f, 1, 5);
	frame_begin(&f);
	frame_row(&f, LOOK_PLAIN);
	frame_str(&f, text);
	frame_str(&f, "x");
	snprintf(all, sizeof(all), "\033[0m\033[2J\033[1;1H\033[K%s", expected);
	same = sends(&f, all);
	frame_free(&f);
	return same;
}

static void
test_edge(void)
{
	CHECK(row_is("abcd", "abcdx"));
	CHECK(row_is("abcde", "abcde"));
	CHECK(row_is("abcdef", "abcde"));
	/* Two columns do not fit into one; nothing else takes its place. */
	CHECK(row_is("ab\u4e2d", "ab\u4e2dx"));
	CHECK(row_is("abc\u4e2d", "abc\u4e2d"));
	CHECK(row_is("abcd\u4e2d", "abcd "));
	CHECK(row_is("\u4e2d\u6587\u5b57", "\u4e2d\u6587 "));
	/* A mark would stand in the column before. */
	CHECK(row_is("e\u0301\u200b", "e??x"));
	CHECK(row_is("\033[2J", "?[2Jx"));
	CHECK(row_is("\x9b\xc2\x9b\x7f\t", "????x"));
}

static void
test_looks(void)
{
	struct frame f = { .utf8 = 1, .colour = 1 };

	frame_size(&f, 3, 4);
	frame_begin(&f);
	frame_row(&f, LOOK_TITLE);
	frame_str(&f, "a");
	frame_row(&f, LOOK_BAD);
	frame_str(&f, "b");
	frame_look(&f, LOOK_BAD);
	frame_str(&f, "c");
	frame_row(&f, LOOK_PLAIN);
	frame_look(&f, LOOK_HEAD);
	CHECK(sends(&f, "\033[0m\033[2J\033[1;1H\033[K\033[7ma   \033[0m"
	    "\033[2;1H\033[K\033[1m\033[31mbc\033[0m"
	    "\033[3;1H\033[K\033[1m\033[0m"));
	/* Without colours the same text is bold. */
	f.colour = 0;
	frame_begin(&f);
	frame_row(&f, LOOK_BAD);
	frame_str(&f, "b");
	out.n = 0;
	frame_end(&f, &out);
	CHECK(slice_starts(sbuf_view(&out),
	    SLICE("\033[1;1H\033[K\033[1mb\033[0m")));
	frame_free(&f);
}

static void
test_items(void)
{
	struct frame f = { .utf8 = 1 };

	frame_size(&f, 1, 10);
	frame_begin(&f);
	frame_row(&f, LOOK_PLAIN);
	frame_item(&f, "%s %d", "abc", 7);
	CHECK(f.col == 7);
	frame_item(&f, "too long");
	CHECK(f.col == 7);
	frame_item(&f, "xyz");
	CHECK(f.col == 10);
	frame_item(&f, "%s", "");
	CHECK(sends(&f, "\033[0m\033[2J\033[1;1H\033[Kabc 7  xyz"));
	frame_begin(&f);
	frame_row(&f, LOOK_PLAIN);
	frame_right(&f, "1.5", 6);
	frame_right(&f, "12345", 8);
	CHECK(sends(&f, "\033[1;1H\033[K   1.51234"));
	frame_free(&f);
}

/* Something drawn that is all but sane, from the random state. */
static void
scribble(struct frame *f)
{
	static const char *const texts[] = { "a", "long word", "\u4e2d\u6587",
		"\x1b[31m", "\xff", "e\u0301", "   ", "\u2588\u2588" };
	int i, n = rand() % 20;

	for (i = 0; i < n; i++) {
		const char *text = texts[rand() % (int)COUNT(texts)];

		switch (rand() % 6) {
		case 0:
			frame_row(f, (enum look)(rand() % (LOOK_BAD + 1)));
			break;
		case 1:
			frame_look(f, (enum look)(rand() % (LOOK_BAD + 1)));
			break;
		case 2:
			frame_item(f, "%s", text);
			break;
		case 3:
			frame_right(f, text, rand() % 40);
			break;
		default:
			frame_str(f, text);
		}
	}
}

/* A row without its looks is no wider than the screen, and they are closed. */
static int
is_sane(const struct frame *f, struct slice row)
{
	int width = 0, on = 0;

	while (row.n > 0) {
		if (*row.p == '\033') {
			on = row.p[2] != '0';
			row = slice_from(row, slice_find(row, 'm') + 1);
			continue;
		}
		width += glyph_next(&row, 1).width;
	}
	return width <= f->cols && !on;
}

/* As many rows are sent as there are cursor movements. */
static int
moves(struct slice s)
{
	int n = 0;

	while (s.n > 3) {
		n += memcmp(s.p, "\033[K", 3) == 0;
		s = slice_from(s, 1);
	}
	return n;
}

static void
test_random(void)
{
	struct frame f = { .utf8 = 1, .colour = 1 };
	struct sbuf kept[ROWS] = { { 0 } };
	int round, i, changed, sane = 1, exact = 1;

	frame_size(&f, ROWS, 13);
	srand(1);
	for (round = 0; round < 20000; round++) {
		frame_begin(&f);
		scribble(&f);
		out.n = 0;
		frame_end(&f, &out);
		for (i = changed = 0; i < ROWS; i++) {
			struct slice row = sbuf_view(&f.shown[i]);

			sane = sane && is_sane(&f, row);
			changed += !slice_eq(row, sbuf_view(&kept[i]));
			kept[i].n = 0;
			sbuf_slice(&kept[i], row);
		}
		sbuf_char(&out, ' ');
		exact = exact && moves(sbuf_view(&out)) == (round == 0 ? ROWS :
		    changed);
	}
	CHECK(sane);
	CHECK(exact);
	for (i = 0; i < ROWS; i++)
		sbuf_free(&kept[i]);
	frame_free(&f);
}

int
main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	test_changes();
	test_edge();
	test_looks();
	test_items();
	test_random();
	sbuf_free(&out);
	return check_result();
}
