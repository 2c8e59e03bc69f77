/*
 * Rows of a view where there is no room for all: random views at every height.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "rows/layout.h"

#define MOST 24
#define VIEWS_TRIED 20000

static struct row rows[MOST];
static size_t nrows;
static int there[MOST];		/* has() says so */
static int drawn[MOST];		/* their numbers, from top to bottom */
static int ndrawn;

static void
draw(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	frame_row(f, LOOK_PLAIN);
	frame_str(f, "x");
	drawn[ndrawn++] = r->arg;
}

static int
has(const struct view *v, int arg)
{
	(void)v;
	return there[arg];
}

/* Empty rows and headings with the odds of one in so many; 0 is never. */
static void
make_rows(int empty_odds, int head_odds)
{
	size_t i;

	nrows = 1 + (size_t)rand() % MOST;
	for (i = 0; i < nrows; i++) {
		int empty = empty_odds && rand() % empty_odds == 0;
		int head = !empty && head_odds && rand() % head_odds == 0;

		there[i] = head || rand() % 4 != 0;
		rows[i] = (struct row){ .weight = rand() % 8,
			.draw = empty ? NULL : draw, .arg = (int)i,
			.has = empty || head ? NULL : has, .heads = head };
	}
}

static int
is_drawn(size_t i)
{
	int k;

	for (k = 0; k < ndrawn; k++)
		if (drawn[k] == (int)i)
			return 1;
	return 0;
}

/* Draws them; returns how many rows the frame has, empty ones too. */
static int
draw_rows(int height)
{
	struct layout l = { rows, nrows };
	struct view v = { .block = NULL };
	struct frame f = { .rows = 0 };
	int n;

	ndrawn = 0;
	frame_size(&f, MOST + 1, 10);
	frame_begin(&f);
	layout_draw(&v, &f, &l, height);
	n = f.row + 1;
	frame_free(&f);
	return n;
}

static int
in_order(void)
{
	int k;

	for (k = 1; k < ndrawn; k++)
		if (drawn[k] <= drawn[k - 1])
			return 0;
	return 1;
}

/* Each heading with a row of its own, each row with its heading. */
static int
is_headed(void)
{
	size_t i, head = nrows;
	int under = 0;

	for (i = 0; i <= nrows; i++) {
		if (i == nrows || rows[i].draw == NULL || rows[i].heads) {
			if (head < nrows && is_drawn(head) && !under)
				return 0;
			head = i < nrows && rows[i].heads ? i : nrows;
			under = 0;
		} else if (is_drawn(i)) {
			under = 1;
			if (head < nrows && !is_drawn(head))
				return 0;
		}
	}
	return 1;
}

static int
is_all_there(void)
{
	int k;

	for (k = 0; k < ndrawn; k++)
		if (!there[drawn[k]])
			return 0;
	return 1;
}

static void
test_random(void)
{
	int round, height, most = 0, fits = 1, order = 1, headed = 1, real = 1;

	srand(1);
	for (round = 0; round < VIEWS_TRIED; round++) {
		make_rows(5, 5);
		for (height = 0; height <= (int)nrows; height++) {
			int n = draw_rows(height);

			fits = fits && n <= height && ndrawn <= n;
			order = order && in_order();
			headed = headed && is_headed();
			real = real && is_all_there();
			most += ndrawn;
		}
	}
	CHECK(fits);
	CHECK(order);
	CHECK(headed);
	CHECK(real);
	CHECK(most > VIEWS_TRIED);
}

/* Where there is room for all, all are there, with one empty row between. */
static void
test_room(void)
{
	int round, complete = 1, between = 1;

	for (round = 0; round < VIEWS_TRIED; round++) {
		size_t i, n = 0;
		int gaps = 0;

		make_rows(3, 0);
		for (i = 0; i < nrows; i++) {
			if (rows[i].draw == NULL)
				gaps += n > 0;
			else
				n += there[i] != 0;
		}
		i = (size_t)draw_rows(MOST);
		complete = complete && ndrawn == (int)n;
		between = between && i >= n && i <= n + (size_t)gaps &&
		    (n == 0 || i < 2 * n);
	}
	CHECK(complete);
	CHECK(between);
}

/* How many rows are better than row i: of less weight, or as much, above. */
static int
rank(size_t i)
{
	size_t k;
	int n = 0;

	for (k = 0; k < nrows; k++)
		n += there[k] && (rows[k].weight < rows[i].weight ||
		    (k < i && rows[k].weight == rows[i].weight));
	return n;
}

static void
test_weights(void)
{
	int round, right = 1;

	for (round = 0; round < VIEWS_TRIED; round++) {
		int height = rand() % MOST;
		size_t i;

		make_rows(0, 0);
		draw_rows(height);
		for (i = 0; i < nrows; i++)
			right = right && is_drawn(i) == (there[i] &&
			    rank(i) < height);
	}
	CHECK(right);
}

int
main(void)
{
	test_random();
	test_room();
	test_weights();
	return check_result();
}
