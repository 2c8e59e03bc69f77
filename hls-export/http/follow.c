/*
 * Blocks as chunks.
 */
#include "block.h"
#include "follow.h"

void
follow_start(struct follow *w, const struct recent *r, int chunked)
{
	*w = (struct follow){ .next = recent_start(r), .chunked = chunked };
}

int
follow_ready(const struct follow *w, const struct recent *r)
{
	return w->next < r->n || r->ended;
}

int
follow_load(struct follow *w, const struct recent *r, struct outgoing *o)
{
	struct slice mark = SLICE("");
	struct body *b;

	if (w->finished)
		return -1;
	b = recent_next(r, &w->next);
	if (b == NULL && !r->ended)
		return 0;
	o->body = b;
	if (b == NULL) {
		w->finished = 1;
		o->text = w->chunked ? SLICE("0\r\n\r\n") : SLICE("");
		return 1;
	}
	o->text = sbuf_view(&b->text);
	if (!w->begun)
		mark = SLICE(BLOCK_FOLLOWED "\n");
	w->begun = 1;
	if (w->chunked) {
		sbuf_printf(&o->head, "%zx\r\n", mark.n + o->text.n);
		o->tail = SLICE("\r\n");
	}
	sbuf_slice(&o->head, mark);
	return 1;
}
