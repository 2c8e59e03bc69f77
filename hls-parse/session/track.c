/*
 * Few marks wait at a time: a list.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "track.h"

static struct track none;

struct track *
track_none(void)
{
	return &none;
}

void
track_add(struct track **track, const struct mark *m, struct slice url)
{
	struct track *t = *track;

	if (t == &none)
		*track = t = ezalloc(1, sizeof(*t));
	t->mark = egrow(t->mark, t->n, &t->size, sizeof(*t->mark));
	t->mark[t->n] = *m;
	t->mark[t->n].url = url.n > 0 ? estrndup(url.p, url.n) : NULL;
	t->mark[t->n++].url_n = url.n;
}

static void
forget_url(struct mark *m)
{
	free(m->url);
	m->url = NULL;
	m->url_n = 0;
}

void
track_pop(struct track *t)
{
	t->base_us += t->mark[0].duration_us;
	forget_url(&t->mark[0]);
	t->n--;
	memmove(t->mark, t->mark + 1, t->n * sizeof(*t->mark));
}

void
track_know(struct track *t, size_t k, int64_t duration_us)
{
	t->mark[k].duration_us = duration_us;
	if (duration_us > 0)
		t->duration_us = duration_us;
	forget_url(&t->mark[k]);
}

bool
track_withdraw(struct track *t, int64_t end_us)
{
	size_t k = t->n;

	while (k > 0 && t->mark[k - 1].end_us != end_us)
		k--;
	if (k > 0)
		track_know(t, k - 1, 0);
	return k > 0;
}

void
track_forget(struct track *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		forget_url(&t->mark[i]);
	t->n = 0;
}

void
track_free(struct track *t)
{
	if (t == &none)
		return;
	track_forget(t);
	free(t->mark);
	free(t);
}
