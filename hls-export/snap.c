/*
 * The one rendered body, and its references.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "snap.h"
#include "text.h"

struct body *
body_hold(struct body *b)
{
	b->refs++;
	return b;
}

void
body_drop(struct body *b)
{
	if (b == NULL || --b->refs > 0)
		return;
	sbuf_free(&b->text);
	free(b);
}

static struct body *
render(const struct block *b, int64_t dropped)
{
	struct body *body = ezalloc(1, sizeof(*body));

	body->refs = 1;
	text_render(&body->text, b, dropped);
	return body;
}

void
snap_init(struct snap *s)
{
	*s = (struct snap){ .metrics = render(NULL, 0) };
}

void
snap_free(struct snap *s)
{
	body_drop(s->metrics);
	s->metrics = NULL;
}

void
snap_take(struct snap *s, const struct block *b, int64_t dropped)
{
	body_drop(s->metrics);
	s->metrics = render(b, dropped);
	s->taken_us = clock_mono();
}
