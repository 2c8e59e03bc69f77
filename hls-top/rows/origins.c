/*
 * Origins as they were told last.
 */
#include "origins.h"
#include "row.h"
#include "stream/figure.h"
#include "stream/told.h"

/* Of those that are well, in a plain line. */
#define WORDS_MAX 4

/* The nth of those that are up, or of those that are not. */
static int
find(const struct block *b, int up, int *n, struct slice *rest)
{
	size_t i = 0;

	while (block_each(b, "origin", &i, rest))
		if (told_up(*rest) == up && (*n)-- == 0)
			return 1;
	return 0;
}

int
origins_find(const struct block *b, int n, struct slice *rest)
{
	return find(b, 0, &n, rest) || find(b, 1, &n, rest);
}

int
origins_has(const struct view *v, int n)
{
	struct slice rest;

	return origins_find(v->block, n, &rest);
}

static int
value_of(struct slice rest, enum origin_figure_id id, int64_t *v)
{
	return told_value(rest, origin_figures[id].unit,
	    origin_figures[id].key, v);
}

static struct human
text_of(enum origin_figure_id id, int64_t v)
{
	return figure_unit(origin_figures[id].unit, v);
}

void
origins_row(const struct view *v, struct frame *f, const struct row *r)
{
	static const struct {
		enum origin_figure_id id;
		const char *before, *behind;
	} shown[] = {
		{ ORIGIN_CPU, "cpu ", "" },
		{ ORIGIN_NET_OUT, "out ", " Mbit/s" },
		{ ORIGIN_REQUESTS, "req/s ", "" },
		{ ORIGIN_CONNECTIONS, "conns ", "" },
		{ ORIGIN_MEMORY, "memory ", "" },
		{ ORIGIN_NET_IN, "in ", " Mbit/s" },
	};
	struct slice rest = SLICE("");
	int64_t value;
	size_t i;

	origins_find(v->block, r->arg, &rest);
	row_begin(f, told_up(rest) ? LOOK_PLAIN : LOOK_BAD, r->label);
	frame_item(f, "%s %s", told_name(rest).s, told_state(rest).s);
	if (!told_up(rest))
		frame_item(f, "%s", told_reason(rest).s);
	for (i = 0; i < COUNT(shown); i++)
		if (value_of(rest, shown[i].id, &value))
			frame_item(f, "%s%s%s", shown[i].before,
			    text_of(shown[i].id, value).s, shown[i].behind);
}

/* The figure that says most of it. */
static void
put_best(struct sbuf *out, struct slice rest)
{
	int64_t v;

	if (value_of(rest, ORIGIN_CPU, &v))
		sbuf_printf(out, " cpu %s", text_of(ORIGIN_CPU, v).s);
	else if (value_of(rest, ORIGIN_REQUESTS, &v))
		sbuf_printf(out, " req/s %s", text_of(ORIGIN_REQUESTS, v).s);
	else
		sbuf_str(out, " up");
}

void
origins_words(struct sbuf *out, const struct block *b)
{
	struct slice rest;
	int n;

	for (n = 0; origins_find(b, n, &rest); n++) {
		if (told_up(rest) && n >= WORDS_MAX)
			break;
		sbuf_printf(out, "%s%s", n == 0 ? "  origin " : ", ",
		    told_name(rest).s);
		if (told_up(rest))
			put_best(out, rest);
		else
			sbuf_printf(out, " %s %s", told_state(rest).s,
			    told_reason(rest).s);
	}
}
