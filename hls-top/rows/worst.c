/*
 * hls-agg writes the client of the lowest score first: nothing is sorted here.
 */
#include "stream/figure.h"
#include "worst.h"

/* Columns from a panel's left edge: where they begin, or end. */
#define ID_END 11
#define SCORE_END 18
#define STATE 20
#define WHY 33

int
worst_has(const struct view *v, int n)
{
	struct slice rest;

	return block_nth(v->block, "client", n, &rest);
}

void
worst_head(const struct view *v, struct frame *f, const struct row *r)
{
	int left = f->col;

	(void)r;
	if (!worst_has(v, 0)) {
		frame_str(f, "worst viewers: hls-agg --per-client shows them");
		return;
	}
	frame_look(f, LOOK_HEAD);
	frame_str(f, "worst");
	frame_right(f, "score", left + SCORE_END);
	frame_pad(f, left + STATE);
	frame_str(f, "state");
	frame_pad(f, left + WHY);
	frame_str(f, "why");
}

/* A text of the record, in the columns up to end. */
static void
put(struct frame *f, struct slice rest, const char *key, int end)
{
	struct sbuf plain = { 0 };
	struct slice text;
	int cols = f->cols;

	if (end < cols)
		f->cols = end;
	if (field_get(rest, key, &text))
		unescape(&plain, text);
	else
		sbuf_char(&plain, '-');
	frame_slice(f, sbuf_view(&plain));
	f->cols = cols;
	sbuf_free(&plain);
}

void
worst_row(const struct view *v, struct frame *f, const struct row *r)
{
	struct slice rest;
	int left = f->col;
	int64_t score;

	if (!block_nth(v->block, "client", r->arg, &rest))
		return;
	put(f, rest, "id", left + ID_END);
	frame_right(f, field_micro(rest, "score", &score) ?
	    figure_rate(score).s : "-", left + SCORE_END);
	frame_pad(f, left + STATE);
	put(f, rest, "state", left + WHY - 1);
	frame_pad(f, left + WHY);
	put(f, rest, "why", f->cols);
}
