/*
 * Origins as they were told last.
 */
#include <stdio.h>

#include "figure.h"
#include "origin.h"
#include "origins.h"
#include "rows.h"

#define NAME_BYTES 32
/* Of those that are well, in a plain line. */
#define WORDS_MAX 4

static int
is_up(struct slice rest)
{
	struct slice up;

	return field_get(rest, "up", &up) && slice_eq(up, SLICE("1"));
}

/* The nth of those that are up, or of those that are not. */
static int
find(const struct block *b, int up, int *n, struct slice *rest)
{
	size_t i = 0;

	while (block_each(b, "origin", &i, rest))
		if (is_up(*rest) == up && (*n)-- == 0)
			return 1;
	return 0;
}

int
origins_find(const struct block *b, int n, struct slice *rest)
{
	return find(b, 0, &n, rest) || find(b, 1, &n, rest);
}

/* A text of the record, printable; it may be cut to fit. */
struct label {
	char s[NAME_BYTES];
};

static void
add_text(struct label *l, struct slice rest, const char *key)
{
	struct sbuf plain = { 0 };
	size_t n = strlen(l->s), i;
	struct slice v;

	if (field_get(rest, key, &v))
		unescape(&plain, v);
	for (i = 0; i < plain.n && n + 1 < sizeof(l->s); i++)
		l->s[n++] = plain.p[i] < ' ' || plain.p[i] > '~' ? '?' :
		    plain.p[i];
	l->s[n] = '\0';
	sbuf_free(&plain);
}

/* "web", or "edge-1:web" where hosts were merged. */
static struct label
name_of(struct slice rest)
{
	struct label l = { "" };

	add_text(&l, rest, "host");
	if (l.s[0] != '\0' && strlen(l.s) + 1 < sizeof(l.s))
		strcat(l.s, ":");
	add_text(&l, rest, "name");
	return l;
}

static struct label
reason_of(struct slice rest)
{
	struct label l = { "" };

	add_text(&l, rest, "reason");
	return l;
}

/* "up", "DOWN", or "1/2 up" where some of its exporters answer. */
static struct human
state_of(struct slice rest)
{
	struct human h = { "up" };
	int64_t of = 0, up = 0;

	if (is_up(rest))
		return h;
	field_int(rest, "exporters", &of);
	field_int(rest, "answering", &up);
	if (up > 0)
		snprintf(h.s, sizeof(h.s), "%lld/%lld up", (long long)up,
		    (long long)of);
	else
		snprintf(h.s, sizeof(h.s), "DOWN");
	return h;
}

static int
value_of(struct slice rest, enum origin_figure_id id, int64_t *v)
{
	const struct origin_figure *o = &origin_figures[id];
	struct slice s;

	return field_get(rest, o->key, &s) && metric_read(o->unit, s, v) == 0;
}

static struct human
text_of(enum origin_figure_id id, int64_t v)
{
	switch (origin_figures[id].unit) {
	case UNIT_RATIO:
		return format_percent(v);
	case UNIT_BYTES_PER_SECOND:
		return format_mbit(v);
	case UNIT_PER_SECOND:
		return format_rate(v);
	default:
		return format_count(v);
	}
}

void
origins_row(const struct view *v, struct frame *f, int n)
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

	origins_find(v->block, n, &rest);
	row_begin(f, is_up(rest) ? LOOK_PLAIN : LOOK_BAD, n == 0 ? "origin" :
	    "");
	frame_item(f, "%s %s", name_of(rest).s, state_of(rest).s);
	if (!is_up(rest))
		frame_item(f, "%s", reason_of(rest).s);
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
		if (is_up(rest) && n >= WORDS_MAX)
			break;
		sbuf_printf(out, "%s%s", n == 0 ? "  origin " : ", ",
		    name_of(rest).s);
		if (is_up(rest))
			put_best(out, rest);
		else
			sbuf_printf(out, " %s %s", state_of(rest).s,
			    reason_of(rest).s);
	}
}

void
origin_draw(struct view *v, struct frame *f, int height)
{
	(void)v;
	(void)f;
	(void)height;
}
