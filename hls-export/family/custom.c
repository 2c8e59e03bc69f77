/*
 * One pass over the block: each number is put to the family of its name, found
 * in constant time, so that a block of many keys costs what its bytes do. The
 * families come in the order of the stream.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "fnv.h"
#include "format/number.h"
#include "idmap.h"
#include "parts.h"
#include "vocabulary.h"

#define MOST_LABELS 8		/* of a record's own */
#define LEFT_OUT "export_custom_left_out"

/* The kinds of hls-stat(5) besides those of the catalogue. */
static const char *const kinds[] = {
	"run", "host", "sketch", "fault", "client", "threshold", "verdict",
	"evidence", "end", "report", "block", "origin", "summary", "finding",
	"unmeasured", "phase", "limited", "worst",
};

/* One number of a record, and the next one of its family. */
struct sample {
	size_t record, next;	/* next: its place + 1; 0 is the end */
	double v;
};

struct own {
	struct slice kind, key;	/* of the record that made it */
	struct sbuf name;	/* ends with a NUL that is not counted */
	size_t first, last;	/* samples: their places + 1 */
	int taken;		/* the name is another one's: no family */
};

/* A record's own labels: n of them from the first on. */
struct span {
	size_t first, n;
};

struct found {
	struct own *own;
	size_t n;
	struct idmap by;	/* own by the hash of its name */
	struct sample *sample;
	size_t samples, samples_size;
	struct label *label;	/* of all records, one behind the other */
	size_t labels, labels_size;
	struct span *of;	/* by record */
	struct sbuf text;	/* what labels are views of: it never moves */
	int64_t beyond;		/* numbers that found no room */
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

/* One more of record i, unless there are enough, or one of that name. */
static void
add_label(struct found *f, size_t i, struct slice name, struct slice value)
{
	struct span *s = &f->of[i];
	size_t k;

	for (k = s->first; k < s->first + s->n; k++)
		if (slice_eq(f->label[k].name, name))
			return;
	f->label = egrow(f->label, f->labels, &f->labels_size,
	    sizeof(*f->label));
	f->label[f->labels++] = (struct label){ name, value };
	s->n++;
}

/* Words are labels; the first record that has a number is asked once. */
static void
take_labels(struct found *f, size_t i, const struct record *r)
{
	struct slice rest = r->rest, name, value;
	struct field one;
	double v;

	f->of[i].first = f->labels;
	if (!slice_eq(r->subject, SLICE("-")))
		add_label(f, i, SLICE("window"), r->subject);
	while (f->of[i].n < MOST_LABELS && field_next(&rest, &one)) {
		size_t start = f->text.n;

		if (one.key.n == 0 || number_read(one.value, &v))
			continue;
		put_name(&f->text, one.key);
		name = slice_from(sbuf_view(&f->text), start);
		start = f->text.n;
		unescape(&f->text, one.value);
		value = slice_from(sbuf_view(&f->text), start);
		if (label_plain(name))
			add_label(f, i, name, value);
	}
}

/* A family that is not there yet; NULL where there is room for no more. */
static struct own *
make(struct found *f, const struct expo *e, struct own *fresh, uint64_t hash)
{
	struct own *o;

	if (f->n == CUSTOM_MOST) {
		sbuf_free(&fresh->name);
		return NULL;
	}
	o = &f->own[f->n++];
	*o = *fresh;
	o->taken = expo_used(e, sbuf_view(&o->name)) ||
	    slice_eq(sbuf_view(&o->name), SLICE(LEFT_OUT));
	*sbuf_room(&o->name, 1) = '\0';
	idmap_put(&f->by, hash, o);
	return o;
}

/*
 * The family of a key; NULL where it has none: its name is none, or taken by
 * one of ours or of another record's.
 */
static struct own *
family_of(struct found *f, const struct expo *e, struct slice kind,
    struct slice key)
{
	struct own fresh = { .kind = kind, .key = key }, *o;
	uint64_t hash;

	put_name(&fresh.name, kind);
	sbuf_char(&fresh.name, '_');
	put_name(&fresh.name, key);
	if (!label_name(sbuf_view(&fresh.name))) {
		sbuf_free(&fresh.name);
		return NULL;
	}
	hash = fnv(FNV_START, sbuf_view(&fresh.name));
	o = idmap_get(&f->by, hash);
	if (o == NULL) {
		o = make(f, e, &fresh, hash);
		f->beyond += o == NULL;
	} else {
		sbuf_free(&fresh.name);
	}
	return o == NULL || o->taken || !slice_eq(o->kind, kind) ||
	    !slice_eq(o->key, key) ? NULL : o;
}

/* The first number of a key in a record counts. */
static void
add_sample(struct found *f, struct own *o, size_t i, double v)
{
	size_t at = f->samples + 1;

	if (o->last != 0 && f->sample[o->last - 1].record == i)
		return;
	f->sample = egrow(f->sample, f->samples, &f->samples_size,
	    sizeof(*f->sample));
	f->sample[f->samples++] = (struct sample){ i, 0, v };
	if (o->last != 0)
		f->sample[o->last - 1].next = at;
	else
		o->first = at;
	o->last = at;
}

static void
take_record(struct found *f, const struct expo *e, const struct block *b,
    size_t i)
{
	const struct record *r = &b->record[i];
	struct slice rest = r->rest;
	struct field one;
	int labelled = 0;
	struct own *o;
	double v;

	while (field_next(&rest, &one)) {
		if (one.key.n == 0 || !number_read(one.value, &v))
			continue;
		o = family_of(f, e, r->kind, one.key);
		if (o == NULL)
			continue;
		if (!labelled)
			take_labels(f, i, r);
		labelled = 1;
		add_sample(f, o, i, v);
	}
}

static void
put_family(struct expo *e, const struct found *f, const struct own *o)
{
	size_t at, k;

	expo_family(e, (struct family){ o->name.p,
	    slice_ends(sbuf_view(&o->name), SLICE("_total")) ?
	    FAMILY_COUNTER : FAMILY_GAUGE, UNIT_ONE,
	    "a figure added to the stat stream" });
	for (at = o->first; at != 0; at = f->sample[at - 1].next) {
		const struct sample *s = &f->sample[at - 1];
		const struct span *of = &f->of[s->record];
		struct labels l = { 0 };

		for (k = of->first; k < of->first + of->n; k++)
			labels_add(&l, f->label[k].name, f->label[k].value);
		expo_number(e, &l, s->v);
	}
}

static void
free_found(struct found *f)
{
	while (f->n > 0)
		sbuf_free(&f->own[--f->n].name);
	free(f->own);
	idmap_free(&f->by);
	free(f->sample);
	free(f->label);
	free(f->of);
	sbuf_free(&f->text);
}

void
custom_render(struct expo *e, const struct block *b)
{
	struct found f = { 0 };
	size_t i;

	f.own = ezalloc(CUSTOM_MOST, sizeof(*f.own));
	f.of = ezalloc(b->n + 1, sizeof(*f.of));
	sbuf_room(&f.text, b->text.n + 1);
	for (i = 0; i < b->n; i++)
		if (!is_known(b->record[i].kind))
			take_record(&f, e, b, i);
	for (i = 0; i < f.n; i++)
		if (!f.own[i].taken)
			put_family(e, &f, &f.own[i]);
	expo_family(e, (struct family){ LEFT_OUT, FAMILY_GAUGE, UNIT_ONE,
	    "numbers of --custom in this block beyond 1,000 names, "
	    "which have no series" });
	expo_number(e, NULL, (double)f.beyond);
	free_found(&f);
}
