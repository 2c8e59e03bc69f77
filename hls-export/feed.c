/*
 * A ring of bodies.
 */
#include "ealloc.h"
#include "feed.h"

void
feed_put(struct feed *f, struct slice text)
{
	struct body **slot = &f->block[f->n++ % FEED_BLOCKS];

	body_drop(*slot);
	*slot = ezalloc(1, sizeof(**slot));
	(*slot)->refs = 1;
	sbuf_slice(&(*slot)->text, text);
}

int64_t
feed_start(const struct feed *f)
{
	return f->n > 0 ? f->n - 1 : 0;
}

struct body *
feed_newest(const struct feed *f)
{
	int64_t at = feed_start(f);

	return feed_next(f, &at);
}

struct body *
feed_next(const struct feed *f, int64_t *at)
{
	if (*at >= f->n)
		return NULL;
	if (*at < f->n - FEED_BLOCKS)
		*at = f->n - FEED_BLOCKS;
	return body_hold(f->block[(*at)++ % FEED_BLOCKS]);
}

void
feed_free(struct feed *f)
{
	size_t i;

	for (i = 0; i < COUNT(f->block); i++)
		body_drop(f->block[i]);
	*f = (struct feed){ 0 };
}
