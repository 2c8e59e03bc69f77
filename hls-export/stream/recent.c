/*
 * A ring of bodies.
 */
#include "ealloc.h"
#include "recent.h"

void
recent_put(struct recent *r, struct slice text)
{
	struct body **slot = &r->block[r->n++ % RECENT_BLOCKS];

	body_drop(*slot);
	*slot = ezalloc(1, sizeof(**slot));
	(*slot)->refs = 1;
	sbuf_slice(&(*slot)->text, text);
}

int64_t
recent_start(const struct recent *r)
{
	return r->n > 0 ? r->n - 1 : 0;
}

struct body *
recent_newest(const struct recent *r)
{
	int64_t at = recent_start(r);

	return recent_next(r, &at);
}

struct body *
recent_next(const struct recent *r, int64_t *at)
{
	if (*at >= r->n)
		return NULL;
	if (*at < r->n - RECENT_BLOCKS)
		*at = r->n - RECENT_BLOCKS;
	return body_hold(r->block[(*at)++ % RECENT_BLOCKS]);
}

void
recent_free(struct recent *r)
{
	size_t i;

	for (i = 0; i < COUNT(r->block); i++)
		body_drop(r->block[i]);
	*r = (struct recent){ 0 };
}
