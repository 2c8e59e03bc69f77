/*
 * Faults come as the most frequent ones: in the block where the first of them
 * appears it is the first one of the run.
 */
#include <stdio.h>

#include "figure.h"
#include "first.h"

void
first_look(struct first *x, const struct block *b)
{
	struct sbuf plain = { 0 };
	struct slice rest, text;
	size_t i = 0;

	x->blocks++;
	if (x->known || !block_each(b, "fault", &i, &rest) ||
	    !field_get(rest, "text", &text))
		return;
	unescape(&plain, text);
	snprintf(x->text, sizeof(x->text), "%.*s", (int)plain.n, plain.p);
	sbuf_free(&plain);
	x->known = 1;
	x->late = x->blocks == 1;
	x->elapsed_us = figure(b, W_ALL, M_RUN_ELAPSED);
}

void
first_text(const struct first *x, struct frame *f)
{
	if (!x->known) {
		frame_str(f, "none so far");
		return;
	}
	frame_str(f, x->late ? "before " : "at ");
	frame_str(f, figure_clock(x->elapsed_us).s);
	frame_str(f, ": ");
	frame_str(f, x->text);
}
