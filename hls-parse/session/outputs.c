/*
 * A list of a few elements, whose buffers are used again.
 */
#include <stdlib.h>

#include "outputs.h"

struct output *
outputs_add(struct outputs *o, int64_t t)
{
	struct output *p = &o->list[o->n++];
	struct sbuf url = p->url;

	url.n = 0;
	*p = (struct output){ .open_us = t, .url = url };
	return p;
}

struct output *
outputs_waiting(struct outputs *o)
{
	size_t i;

	for (i = o->n; i > 0; i--)
		if (o->list[i - 1].method[0] == '\0')
			return &o->list[i - 1];
	return NULL;
}

struct output *
outputs_on(struct outputs *o, uint64_t context)
{
	size_t i;

	for (i = o->n; i > 0 && context != 0; i--)
		if (o->list[i - 1].context == context)
			return &o->list[i - 1];
	return NULL;
}

void
outputs_drop(struct outputs *o, struct output *p)
{
	struct output gone = *p;
	size_t i = (size_t)(p - o->list);

	memmove(p, p + 1, (o->n - i - 1) * sizeof(*p));
	o->list[--o->n] = gone;
}

void
outputs_free(struct outputs *o)
{
	size_t i;

	if (o == NULL)
		return;
	for (i = 0; i < OUTPUTS_MAX; i++)
		sbuf_free(&o->list[i].url);
	sbuf_free(&o->file);
	free(o);
}
