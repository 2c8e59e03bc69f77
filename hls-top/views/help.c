/*
 * The keys, explained.
 */
#include "rows/layout.h"
#include "views.h"

struct key_help {
	const char *key;
	const char *text;
};

static const struct key_help keys[] = {
	{ "1-6 Tab", "the views: overview, layers, viewers, clients, origin, "
	    "generator" },
	{ "w", "another window for the latencies" },
	{ "p", "hold the screen; the stream is still read, a replay waits" },
	{ "> <", "draw less or more often" },
	{ "e", "the first error" },
	{ "s S r", "clients: order by the next or the last column, turn it "
	    "round" },
	{ "/", "clients: only those with a text in a column that is shown; "
	    "Esc: all" },
	{ "arrows", "clients: scroll, also by PgUp, PgDn, Home and End" },
	{ "^L", "draw everything again" },
	{ "^Z", "give the terminal back to the shell, until fg" },
	{ "?", "back" },
};

/* With --control. */
static const struct key_help orders[] = {
	{ "+ -", "10 % more or fewer clients, at once" },
	{ "C", "another number of clients, which is asked for" },
	{ "R", "another rate, starts per second, which is asked for" },
	{ "P", "no more starts; again: go on" },
	{ "X", "stop the run by --control, when y is answered" },
};

static void
rows(struct frame *f, const struct key_help *k, int n)
{
	for (; n > 0; n--, k++) {
		frame_row(f, LOOK_PLAIN);
		frame_look(f, LOOK_HEAD);
		frame_str(f, k->key);
		frame_look(f, LOOK_PLAIN);
		frame_pad(f, 9);
		frame_str(f, k->text);
	}
}

static const struct key_help quits[] = {
	[QUIT_STOP] = { "q", "stop the run, and show its report when it has "
	    "ended" },
	[QUIT_DETACH] = { "q", "leave the run, which goes on" },
	[QUIT_END] = { "q", "show what is left at once" },
};

void
help_draw(struct view *v, struct frame *f, int height)
{
	int n = v->orders.on ? (int)COUNT(orders) : 0;

	n = n < height ? n : height;
	rows(f, orders, n);
	height -= n;
	if (height > 0)
		rows(f, &quits[v->quits], 1);
	height--;
	rows(f, keys, height < (int)COUNT(keys) ? height : (int)COUNT(keys));
}
