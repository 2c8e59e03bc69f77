/*
 * The keys, explained.
 */
#include "rows/layout.h"
#include "views.h"

static const struct {
	const char *key;
	const char *text;
} keys[] = {
	{ "1-6 Tab", "the views: overview, layers, viewers, clients, origin, "
	    "generator" },
	{ "q", "stop the run, and show its report when it has ended" },
	{ "w", "another window for the latencies" },
	{ "p", "hold the screen; the stream is still read, a replay waits" },
	{ "+ -", "draw less or more often" },
	{ "e", "the first error" },
	{ "s S r", "clients: order by the next or the last column, turn it "
	    "round" },
	{ "/", "clients: only those whose row holds a text; Esc: all" },
	{ "arrows", "clients: scroll, also by PgUp, PgDn, Home and End" },
	{ "^L", "draw everything again" },
	{ "^Z", "give the terminal back to the shell, until fg" },
	{ "?", "back" },
};

static void
key_row(const struct view *v, struct frame *f, int i)
{
	(void)v;
	frame_row(f, LOOK_PLAIN);
	frame_look(f, LOOK_HEAD);
	frame_str(f, keys[i].key);
	frame_look(f, LOOK_PLAIN);
	frame_pad(f, 9);
	frame_str(f, keys[i].text);
}

void
help_draw(struct view *v, struct frame *f, int height)
{
	int i;

	for (i = 0; i < (int)COUNT(keys) && i < height; i++)
		key_row(v, f, i);
}
