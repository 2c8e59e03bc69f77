/*
 * Reading, filtering and sorting a thousand clients is well under a
 * millisecond; what is kept is views into the block's text.
 */
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "natural.h"
#include "roster.h"

/* plain never moves: it has room for all that the block could hold. */
static struct slice
unescaped(struct sbuf *plain, struct slice value)
{
	size_t at = plain->n;

	if (slice_find(value, '%') == value.n)
		return value;
	unescape(plain, value);
	return (struct slice){ plain->p + at, plain->n - at };
}

static void
add(struct roster *r, struct slice rest)
{
	struct client c = { 0 };
	enum column k, next = COL_ID;
	struct field f;

	while (field_next(&rest, &f)) {
		k = column_of(f.key, next);
		if (k == COLUMNS)
			continue;
		next = k + 1;
		if (c.value[k].n == 0)
			c.value[k] = unescaped(&r->plain, f.value);
	}
	r->client = egrow(r->client, r->n, &r->size, sizeof(*r->client));
	r->client[r->n++] = c;
}

static void
load(struct roster *r, const struct block *b)
{
	struct slice rest;
	size_t i = 0;

	r->n = 0;
	r->plain.n = 0;
	sbuf_room(&r->plain, b->text.n);
	while (block_each(b, "client", &i, &rest))
		add(r, rest);
	r->place = eresize(r->place, r->n, sizeof(*r->place));
	r->of = b;
	r->number = b->number;
}

static int
matches(const struct client *client, struct slice part, unsigned looked)
{
	struct human buf;
	enum column c;

	for (c = COL_ID; c < COLUMNS; c++)
		if (looked & 1u << c && slice_holds(column_text(c,
		    client->value[c], &buf), part))
			return 1;
	return 0;
}

/* 1 for what has no value: it is last, whatever the order. */
static int
missing(const struct place *p)
{
	return p->text.n == 0 && p->number == INT64_MAX;
}

static int
by_id(const struct place *p, const struct place *q)
{
	int d = natural_compare(p->client->value[COL_ID],
	    q->client->value[COL_ID]);

	return d != 0 ? d : (p->client > q->client) - (p->client < q->client);
}

static int
ascending(const void *x, const void *y)
{
	const struct place *p = x, *q = y;
	int d = missing(p) - missing(q);

	if (d == 0)
		d = (p->number > q->number) - (p->number < q->number);
	if (d == 0)
		d = natural_compare(p->text, q->text);
	return d != 0 ? d : by_id(p, q);
}

static int
descending(const void *x, const void *y)
{
	const struct place *p = x, *q = y;
	int d = missing(p) - missing(q);

	if (d == 0)
		d = (p->number < q->number) - (p->number > q->number);
	if (d == 0)
		d = natural_compare(q->text, p->text);
	return d != 0 ? d : by_id(p, q);
}

static struct place
place_of(const struct client *client, int sort)
{
	struct place p = { .client = client, .number = INT64_MAX };
	struct slice value = client->value[sort];

	if (columns[sort].read == NULL)
		p.text = value;
	else if (value.n == 0 || columns[sort].read(value, &p.number) != 0)
		p.number = INT64_MAX;
	return p;
}

static void
arrange(struct roster *r, const struct list *l)
{
	struct slice part = slice_str(l->filter);
	size_t i;

	r->shown = 0;
	for (i = 0; i < r->n; i++)
		if (part.n == 0 || matches(&r->client[i], part,
		    l->looked))
			r->place[r->shown++] = place_of(&r->client[i],
			    l->sort);
	if (r->shown > 0)
		qsort(r->place, r->shown, sizeof(*r->place),
		    columns[l->sort].descending != l->reverse ? descending :
		    ascending);
	r->sort = l->sort;
	r->reverse = l->reverse;
	r->looked = l->looked;
	memcpy(r->filter, l->filter, sizeof(r->filter));
}

void
roster_read(struct roster *r, const struct block *b)
{
	if (r->of == b && r->number == b->number)
		return;
	load(r, b);
	r->sort = -1;
}

void
roster_update(struct roster *r, const struct list *l)
{
	if (r->sort != l->sort || r->reverse != l->reverse ||
	    r->looked != l->looked || strcmp(r->filter, l->filter) != 0)
		arrange(r, l);
}

void
roster_free(struct roster *r)
{
	free(r->client);
	free(r->place);
	sbuf_free(&r->plain);
	*r = (struct roster){ 0 };
}
