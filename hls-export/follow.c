/*
 * Blocks as chunks.
 */
#include "follow.h"

void
follow_start(struct follow *w, const struct feed *f, int chunked)
{
	*w = (struct follow){ .next = feed_start(f), .chunked = chunked };
}

int
follow_ready(const struct follow *w, const struct feed *f)
{
	return w->next < f->n || f->ended;
}

int
follow_load(struct follow *w, const struct feed *f, struct outgoing *o)
{
	struct body *b;

	if (w->finished)
		return -1;
	b = feed_next(f, &w->next);
	if (b == NULL && !f->ended)
		return 0;
	o->body = b;
	if (b == NULL) {
		w->finished = 1;
		o->text = w->chunked ? SLICE("0\r\n\r\n") : SLICE("");
		return 1;
	}
	o->text = sbuf_view(&b->text);
	if (w->chunked) {
		sbuf_printf(&o->head, "%zx\r\n", o->text.n);
		o->tail = SLICE("\r\n");
	}
	return 1;
}
