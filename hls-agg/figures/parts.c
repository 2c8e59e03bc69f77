/*
 * Few values, so a list: sessions remember the numbers of their parts, and
 * only a change of address, group or rendition looks a value up.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "parts.h"
#include "record.h"
#include "sbuf.h"

const char *const dimension_names[DIMENSIONS] = {
	"group", "addr", "status", "variant", "phase", "host",
	"rendition",
};

int
dimension_find(struct slice name)
{
	int d;

	for (d = 0; d < DIMENSIONS; d++)
		if (slice_eq(name, slice_str(dimension_names[d])))
			return d;
	return -1;
}

void
parts_init(struct parts *ps, enum dimension d)
{
	*ps = (struct parts){ .partial = d != BY_GROUP &&
	    d != BY_RENDITION && d != BY_HOST };
}

void
parts_free(struct parts *ps)
{
	int i;

	for (i = 0; i < ps->n; i++) {
		free(ps->part[i]->text);
		tally_free(&ps->part[i]->tally);
		free(ps->part[i]);
	}
}

static int
find(const struct parts *ps, struct slice text)
{
	int i;

	for (i = 0; i < ps->n; i++)
		if (slice_eq(slice_str(ps->part[i]->text), text))
			return i;
	return -1;
}

static int
add(struct parts *ps, struct slice text)
{
	struct part *p = ezalloc(1, sizeof(*p));

	p->text = ezalloc(text.n + 1, 1);
	memcpy(p->text, text.p, text.n);
	tally_init(&p->tally);
	p->tally.partial = ps->partial;
	ps->part[ps->n] = p;
	return ps->n++;
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

/* The place of a value, made if it is not there yet. */
static int
enter(struct parts *ps, struct slice value)
{
	struct sbuf text = { 0 };
	int i;

	read_text(&text, value);
	i = find(ps, sbuf_view(&text));
	if (i < 0 && ps->n < PARTS)
		i = add(ps, sbuf_view(&text));
	if (i < 0)
		i = find(ps, SLICE(PART_OTHER));
	if (i < 0)
		i = add(ps, SLICE(PART_OTHER));
	sbuf_free(&text);
	return i;
}

uint16_t
parts_number(struct parts *ps, struct slice value)
{
	int i = -1;

	if (!ps->counted || value.n == 0)
		return 0;
	/* What has no escapes mostly stands there as it is. */
	if (slice_find(value, '%') == value.n)
		i = find(ps, value);
	if (i < 0)
		i = enter(ps, value);
	return (uint16_t)(i + 1);
}

const struct tally *
parts_value(const struct parts *ps, struct slice value)
{
	int i = find(ps, value);

	return i < 0 ? NULL : &ps->part[i]->tally;
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
parts_order(const struct parts *ps, const struct part *order[PARTS + 1])
{
	int i;

	for (i = 0; i < ps->n; i++)
		order[i] = ps->part[i];
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	qsort(order, (size_t)ps->n, sizeof(order[0]), busiest_first);
	return ps->n;
}
