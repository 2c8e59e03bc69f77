/*
 * Values are told in the unit of the figure that the threshold's text begins
 * with.
 */
#include "judged.h"
#include "row.h"
#include "stream/figure.h"

/* In the order in which they are shown. */
enum outcome { CROSSED, MISSED, WARNING, OPEN, MET, HOLDS, OUTCOMES };

static const struct {
	const char *word;
	enum look look;
} outcomes[OUTCOMES] = {
	[CROSSED] = { "CROSSED", LOOK_BAD },
	[MISSED] = { "missed", LOOK_WARN },	/* as things stand */
	[WARNING] = { "warning", LOOK_WARN },	/* final, or not yet */
	[OPEN] = { "no data", LOOK_PLAIN },
	[MET] = { "met", LOOK_PLAIN },		/* as things stand */
	[HOLDS] = { "holds", LOOK_GOOD },
};

static int
is_warning(struct slice rest)
{
	int64_t warn;

	return field_int(rest, "warn", &warn) && warn != 0;
}

static enum outcome
outcome_of(struct slice rest)
{
	int64_t ok, holds;

	if (field_int(rest, "ok", &ok))
		return ok ? HOLDS : is_warning(rest) ? WARNING : CROSSED;
	if (field_int(rest, "holds", &holds))
		return holds ? MET : is_warning(rest) ? WARNING : MISSED;
	return OPEN;
}

static int
find(const struct block *b, int n, struct slice *rest)
{
	int o;

	for (o = 0; o < OUTCOMES; o++) {
		size_t i = 0;

		while (block_each(b, "threshold", &i, rest))
			if ((int)outcome_of(*rest) == o && n-- == 0)
				return 1;
	}
	return 0;
}

int
judged_has(const struct view *v, int n)
{
	struct slice rest;

	return find(v->block, n, &rest);
}

static void
put_value(struct frame *f, struct slice rest, struct slice text,
    const char *key)
{
	enum metric_unit unit = metric_unit_of(text);
	struct slice s;
	int64_t v;

	if (field_get(rest, key, &s) && metric_read(unit, s, &v) == 0)
		frame_item(f, "%s %s", key, figure_unit(unit, v).s);
}

void
judged_row(const struct view *v, struct frame *f, const struct row *r)
{
	struct slice rest, text;
	struct sbuf plain = { 0 };
	enum outcome o;

	row_begin(f, LOOK_PLAIN, r->label);
	if (!find(v->block, r->arg, &rest) ||
	    !field_get(rest, "text", &text))
		return;
	o = outcome_of(rest);
	unescape(&plain, text);
	frame_look(f, outcomes[o].look);
	frame_item(f, "%-7s", outcomes[o].word);
	frame_look(f, LOOK_PLAIN);
	if (is_warning(rest))
		frame_str(f, "warn: ");
	frame_slice(f, sbuf_view(&plain));
	frame_str(f, "  ");
	put_value(f, rest, sbuf_view(&plain), "value");
	put_value(f, rest, sbuf_view(&plain), "worst");
	put_value(f, rest, sbuf_view(&plain), "outside");
	put_value(f, rest, sbuf_view(&plain), "all");
	sbuf_free(&plain);
}

int
judged_has_capacity(const struct view *v, int n)
{
	struct slice rest, text;

	(void)n;
	return block_find(v->block, "-", SLICE("capacity"), &rest) &&
	    field_get(rest, "text", &text);
}

void
judged_capacity(const struct view *v, struct frame *f, const struct row *r)
{
	struct slice rest, text = SLICE("");
	struct sbuf plain = { 0 };

	row_begin(f, LOOK_PLAIN, r->label);
	if (block_find(v->block, "-", SLICE("capacity"), &rest))
		field_get(rest, "text", &text);
	unescape(&plain, text);
	frame_slice(f, sbuf_view(&plain));
	sbuf_free(&plain);
}
