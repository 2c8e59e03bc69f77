/*
 * Of three clocks or more that which is the middle one counts as right, of two
 * the one ahead.
 */
#include <stdio.h>

#include "clock.h"
#include "hosts.h"
#include "record.h"
#include "row.h"
#include "stream/told.h"
#include "sum/sum.h"

/* A fleet's clocks may be so far from the middle one. */
#define APART_US (2 * SECOND_US)
/* Of so many hosts the clocks are compared. */
#define CLOCKS 256
#define WORDS_MAX 8

static int
offset_of(struct slice rest, int64_t *us)
{
	return told_value(rest, UNIT_SECONDS, "offset", us);
}

static int64_t
middle_offset(const struct block *b)
{
	int64_t sorted[CLOCKS] = { 0 }, us;
	size_t n = 0, i = 0, k;
	struct slice rest;

	while (n < CLOCKS && block_each(b, "host", &i, &rest)) {
		if (!offset_of(rest, &us))
			continue;
		for (k = n++; k > 0 && sorted[k - 1] > us; k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = us;
	}
	return n > 0 ? sorted[(n - 1) / 2] : 0;
}

static int
state_is(struct slice rest, const char *word)
{
	struct slice s;

	return field_get(rest, "state", &s) && slice_eq(s, slice_str(word));
}

/* "silent for 4.20 s", "clock 90.0 s behind"; empty: nothing is to be said. */
static struct human
trouble(struct slice rest, int64_t middle)
{
	struct human h = { "" };
	int64_t us, off = 0;

	if (offset_of(rest, &us))
		off = sum_less(us, middle);
	if (state_is(rest, "silent") &&
	    told_value(rest, UNIT_SECONDS, "age", &us))
		snprintf(h.s, sizeof(h.s), "silent for %.12s",
		    human_time(us).s);
	else if (state_is(rest, "silent") || state_is(rest, "cut"))
		snprintf(h.s, sizeof(h.s), "%s",
		    state_is(rest, "cut") ? "cut off" : "silent");
	else if (off >= APART_US)
		snprintf(h.s, sizeof(h.s), "clock %.12s behind",
		    human_time(off).s);
	else if (off <= -APART_US)
		snprintf(h.s, sizeof(h.s), "clock %.12s ahead",
		    human_time(sum_less(0, off)).s);
	return h;
}

/* The next host that something is to be said of, from *i on. */
static int
next_trouble(const struct block *b, size_t *i, struct human *name,
    struct human *why)
{
	int64_t middle = middle_offset(b);
	struct slice rest;

	while (block_each(b, "host", i, &rest)) {
		*why = trouble(rest, middle);
		*name = told_name(rest);
		if (why->s[0] != '\0')
			return 1;
	}
	return 0;
}

int
hosts_has(const struct view *v, int arg)
{
	struct slice rest;
	size_t i = 0;

	(void)arg;
	return block_each(v->block, "host", &i, &rest);
}

static int
count(const struct block *b, const char *state)
{
	struct slice rest;
	size_t i = 0;
	int n = 0;

	while (block_each(b, "host", &i, &rest))
		n += state_is(rest, state);
	return n;
}

void
hosts_row(const struct view *v, struct frame *f, const struct row *r)
{
	static const char *const states[] = {
		"live", "ended", "waiting", "silent", "cut"
	};
	struct human name, why;
	size_t at = 0, i;

	row_begin(f, next_trouble(v->block, &at, &name, &why) ? LOOK_BAD :
	    LOOK_PLAIN, r->label);
	for (i = 0; i < COUNT(states); i++)
		if (count(v->block, states[i]) > 0)
			frame_item(f, "%s %d", states[i],
			    count(v->block, states[i]));
	for (at = 0; next_trouble(v->block, &at, &name, &why);)
		frame_item(f, "%s %s", name.s, why.s);
}

void
hosts_words(struct sbuf *out, const struct block *b)
{
	struct human name, why;
	size_t at = 0;
	int n;

	for (n = 0; n < WORDS_MAX && next_trouble(b, &at, &name, &why); n++)
		sbuf_printf(out, "%s%s %s", n == 0 ? "  host " : ", ", name.s,
		    why.s);
}
