/*
 * Found in the order of the stream: the first record with a key makes the
 * family, and gathers those behind it.
 */
#include "format/number.h"
#include "parts.h"
#include "vocabulary.h"

#define MOST_LABELS 8		/* of a record's own */

/* The kinds of hls-stat(5) besides those of the catalogue. */
static const char *const kinds[] = {
	"run", "host", "sketch", "fault", "client", "threshold", "verdict",
	"evidence", "end", "report", "block", "origin", "summary", "finding",
	"unmeasured", "phase", "limited", "worst",
};

static int
is_known(struct slice kind)
{
	int i;

	for (i = 0; i < METRICS; i++)
		if (slice_eq(kind, metric_section(&metrics[i])))
			return 1;
	return WORD_FIND(kinds, kind) < (int)COUNT(kinds);
}

/* A key as a name, or as a part of one. */
static void
put_name(struct sbuf *b, struct slice key)
{
	size_t i;

	for (i = 0; i < key.n; i++)
		sbuf_char(b, key.p[i] == '.' ? '_' : key.p[i]);
}

/* The record's own labels; *text keeps what they are views of. */
static struct labels
labels_of(const struct record *r, struct sbuf *text)
{
	struct slice rest = r->rest;
	struct labels l = { 0 };
	struct field f;
	double v;

	/* Views stay good: there is room for all of it. */
	text->n = 0;
	sbuf_room(text, r->rest.n + 1);
	if (!slice_eq(r->subject, SLICE("-")))
		labels_add(&l, SLICE("window"), r->subject);
	while (l.n < MOST_LABELS && field_next(&rest, &f)) {
		struct slice name, value;
		size_t start = text->n;

		if (f.key.n == 0 || number_read(f.value, &v))
			continue;
		put_name(text, f.key);
		name = slice_from(sbuf_view(text), start);
		start = text->n;
		unescape(text, f.value);
		value = slice_from(sbuf_view(text), start);
		if (label_name(name))
			labels_add(&l, name, value);
	}
	return l;
}

/* The value of a key that may hold any bytes a slice can. */
static int
number_at(struct slice rest, struct slice key, double *v)
{
	struct field f;

	while (field_next(&rest, &f))
		if (slice_eq(f.key, key))
			return number_read(f.value, v);
	return 0;
}

static void
gather(struct expo *e, const struct block *b, size_t first, struct slice key)
{
	struct sbuf text = { 0 };
	size_t i;
	double v;

	for (i = first; i < b->n; i++) {
		const struct record *r = &b->record[i];
		struct labels l;

		if (!slice_eq(r->kind, b->record[first].kind) ||
		    !number_at(r->rest, key, &v))
			continue;
		l = labels_of(r, &text);
		expo_number(e, &l, v);
	}
	sbuf_free(&text);
}

/* The family of a key that record i is the first to have. */
static void
family(struct expo *e, const struct block *b, size_t i, struct slice key)
{
	struct sbuf name = { 0 };

	put_name(&name, b->record[i].kind);
	sbuf_char(&name, '_');
	put_name(&name, key);
	/* A name of ours, or of an earlier record. */
	if (!label_name(sbuf_view(&name)) || expo_used(e, sbuf_view(&name))) {
		sbuf_free(&name);
		return;
	}
	*sbuf_room(&name, 1) = '\0';
	expo_family(e, (struct family){ name.p,
	    slice_ends(sbuf_view(&name), SLICE("_total")) ? FAMILY_COUNTER :
	    FAMILY_GAUGE, UNIT_ONE, "a figure added to the stat stream" });
	gather(e, b, i, key);
	sbuf_free(&name);
}

void
custom_render(struct expo *e, const struct block *b)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		struct slice rest = b->record[i].rest;
		struct field f;
		double v;

		if (is_known(b->record[i].kind))
			continue;
		while (field_next(&rest, &f))
			if (f.key.n > 0 && number_read(f.value, &v))
				family(e, b, i, f.key);
	}
}
