/*
 * Few values, so a list: sessions remember the numbers of their parts, and
 * only a change of address or group looks a value up.
 */
#include <stdlib.h>

#include "breakdown.h"
#include "ealloc.h"
#include "record.h"
#include "sbuf.h"

const char *const dimension_names[DIMENSIONS] = {
	"group", "addr", "status", "variant", "phase", "host",
};

void
breakdown_free(struct breakdown *b)
{
	int d, i;

	for (d = 0; d < DIMENSIONS; d++)
		for (i = 0; i < b->by[d].n; i++) {
			free(b->by[d].part[i]->text);
			tally_free(&b->by[d].part[i]->tally);
			free(b->by[d].part[i]);
		}
}

int
breakdown_find(struct slice name)
{
	int d;

	for (d = 0; d < DIMENSIONS; d++)
		if (slice_eq(name, slice_str(dimension_names[d])))
			return d;
	return -1;
}

static int
find(const struct division *v, struct slice text)
{
	int i;

	for (i = 0; i < v->n; i++)
		if (strlen(v->part[i]->text) == text.n &&
		    memcmp(v->part[i]->text, text.p, text.n) == 0)
			return i;
	return -1;
}

/* Sessions go from server to server and from step to step of the load. */
static int
holds_sessions(enum dimension d)
{
	return d == BY_GROUP || d == BY_HOST;
}

static int
add(struct breakdown *b, enum dimension d, struct slice text)
{
	struct division *v = &b->by[d];
	struct part *p = ezalloc(1, sizeof(*p));

	p->text = ezalloc(text.n + 1, 1);
	memcpy(p->text, text.p, text.n);
	tally_init(&p->tally);
	p->tally.partial = !holds_sessions(d);
	v->part[v->n] = p;
	return v->n++;
}

/* A value as it is kept: in one piece, and not too long. */
static void
read_text(struct sbuf *text, struct slice value)
{
	size_t i;

	unescape(text, value);
	if (text->n > PART_TEXT_MAX)
		text->n = PART_TEXT_MAX;
	for (i = 0; i < text->n; i++)
		if (text->p[i] == '\0')
			text->p[i] = '?';
}

uint16_t
breakdown_part(struct breakdown *b, enum dimension d, struct slice value)
{
	struct slice other = { PART_OTHER, sizeof(PART_OTHER) - 1 };
	struct division *v = &b->by[d];
	struct sbuf text = { 0 };
	int i;

	if (!v->counted || value.n == 0)
		return 0;
	read_text(&text, value);
	i = find(v, sbuf_view(&text));
	if (i < 0 && v->n < PARTS)
		i = add(b, d, sbuf_view(&text));
	if (i < 0)
		i = find(v, other);
	if (i < 0)
		i = add(b, d, other);
	sbuf_free(&text);
	return (uint16_t)(i + 1);
}

struct part *
breakdown_at(struct breakdown *b, enum dimension d, uint16_t number)
{
	return b->by[d].part[number - 1];
}

const struct tally *
breakdown_value(const struct breakdown *b, enum dimension d,
    struct slice value)
{
	int i = find(&b->by[d], value);

	return i < 0 ? NULL : &b->by[d].part[i]->tally;
}

/* Requests, or attempts to connect where not even these came about. */
static int64_t
weight(const struct part *p)
{
	return p->tally.counter[M_HTTP_REQUESTS] +
	    p->tally.counter[M_CONNECT_FAIL];
}

static int
busiest_first(const void *a, const void *b)
{
	const struct part *x = *(const struct part *const *)a;
	const struct part *y = *(const struct part *const *)b;

	if (weight(x) != weight(y))
		return weight(x) < weight(y) ? 1 : -1;
	return strcmp(x->text, y->text);
}

int
breakdown_order(const struct breakdown *b, enum dimension d,
    const struct part *order[PARTS + 1])
{
	const struct division *v = &b->by[d];
	int i;

	for (i = 0; i < v->n; i++)
		order[i] = v->part[i];
	qsort(order, (size_t)v->n, sizeof(order[0]), busiest_first);
	return v->n;
}
