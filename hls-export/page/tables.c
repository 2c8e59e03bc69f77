/*
 * Texts are unescaped and told as texts; numbers are read, and written anew.
 */
#include "courses.h"
#include "human.h"
#include "tables.h"

/* How a field becomes a member. */
enum form {
	FORM_TEXT,
	FORM_WHOLE,
	FORM_MICRO,		/* millionths */
	FORM_TRUTH,
	FORM_MOMENT,		/* a stamp, as seconds since the start */
	FORM_LIST,		/* of words, commas between them */
};

struct member {
	const char *key;	/* of the field */
	enum form form;
	const char *name;	/* of the member, where it is another one */
};

/* A record, and from when times are told. */
struct told {
	struct slice rest;
	int64_t start_us;
};

static void
put_list(struct nest *j, struct slice s)
{
	nest_list(j);
	while (s.n > 0) {
		nest_item(j);
		nest_text(j, slice_cut(&s, ','));
	}
	nest_list_end(j);
}

static void
put_text(struct nest *j, const struct member *m, struct slice value)
{
	struct sbuf text = { 0 };

	unescape(&text, value);
	nest_key(j, m->name != NULL ? m->name : m->key);
	if (m->form == FORM_LIST)
		put_list(j, sbuf_view(&text));
	else
		nest_text(j, sbuf_view(&text));
	sbuf_free(&text);
}

/* Those that the record has; what is no number is none. */
static void
put_member(struct nest *j, const struct member *m, const struct told *t)
{
	struct slice value;
	int64_t v;

	if (!field_get(t->rest, m->key, &value))
		return;
	if (m->form == FORM_TEXT || m->form == FORM_LIST) {
		put_text(j, m, value);
		return;
	}
	if (metric_read(m->form == FORM_WHOLE || m->form == FORM_TRUTH ?
	    UNIT_ONE : UNIT_SECONDS, value, &v) != 0)
		return;
	nest_key(j, m->name != NULL ? m->name : m->key);
	if (m->form == FORM_TRUTH)
		sbuf_str(j->out, v ? "true" : "false");
	else if (m->form == FORM_WHOLE)
		sbuf_int(j->out, v);
	else if (m->form == FORM_MOMENT)
		courses_number(j->out, ((double)v - (double)t->start_us) / 1e6);
	else
		courses_number(j->out, (double)v / 1e6);
}

static void
put_members(struct nest *j, const struct member *m, size_t n,
    const struct told *t)
{
	size_t i;

	for (i = 0; i < n; i++)
		put_member(j, &m[i], t);
}

/* What a list is made of: records of a kind. */
struct list {
	const char *name, *kind;
	const struct member *member;
	size_t n;
	/* What is put besides, or NULL. */
	void (*more)(struct nest *j, struct slice rest);
};

static void
put_records(struct nest *j, const struct block *b, const struct list *l,
    int64_t start_us)
{
	struct told t = { .start_us = start_us };
	struct nest child;
	size_t i = 0;

	nest_key(j, l->name);
	nest_list(j);
	while (block_each(b, l->kind, &i, &t.rest)) {
		nest_item(j);
		nest_object(j, &child);
		put_members(&child, l->member, l->n, &t);
		if (l->more != NULL)
			l->more(&child, t.rest);
		nest_end(&child);
	}
	nest_list_end(j);
}

/* The texts of records that are nothing else. */
static void
put_texts(struct nest *j, const struct block *b, const char *name,
    const char *kind)
{
	struct sbuf text = { 0 };
	struct slice rest, value;
	size_t i = 0;

	nest_key(j, name);
	nest_list(j);
	while (block_each(b, kind, &i, &rest))
		if (field_get(rest, "text", &value)) {
			text.n = 0;
			unescape(&text, value);
			nest_item(j);
			nest_text(j, sbuf_view(&text));
		}
	nest_list_end(j);
	sbuf_free(&text);
}

/* As the report has it: "0.00 %" would look like a little. */
static const char *
nothing_of(enum metric_unit unit)
{
	return unit == UNIT_SECONDS ? "0 s" : unit == UNIT_RATIO ? "0 %" : "0";
}

/* A threshold's value, in the unit of the figure that its text begins with. */
static void
put_values(struct nest *j, struct slice rest)
{
	static const char *const keys[] = { "value", "worst", "outside",
		"all" };
	struct sbuf text = { 0 };
	struct slice s = { NULL, 0 };
	enum metric_unit unit;
	int64_t v;
	size_t i;

	if (field_get(rest, "text", &s))
		unescape(&text, s);
	unit = metric_unit_of(sbuf_view(&text));
	for (i = 0; i < COUNT(keys); i++)
		if (field_get(rest, keys[i], &s) &&
		    metric_read(unit, s, &v) == 0) {
			nest_key(j, keys[i]);
			nest_text(j, slice_str(v != 0 ?
			    human_figure(unit, v).s : nothing_of(unit)));
		}
	sbuf_free(&text);
}

static void
put_verdict(struct nest *j, const struct block *b)
{
	static const struct member members[] = {
		{ "state", FORM_TEXT, NULL }, { "code", FORM_WHOLE, NULL },
		{ "why", FORM_LIST, NULL }, { "stopped", FORM_WHOLE, NULL },
	};
	struct told t = { .start_us = 0 };
	struct nest child;

	if (!block_find(b, "-", SLICE("verdict"), &t.rest))
		return;
	nest_key(j, "verdict");
	nest_object(j, &child);
	put_members(&child, members, COUNT(members), &t);
	put_texts(&child, b, "evidence", "evidence");
	nest_end(&child);
}

void
tables_judged(struct nest *j, const struct block *b, int64_t start_us)
{
	static const struct member summary[] = {
		{ "text", FORM_TEXT, "summary" } };
	static const struct member capacity[] = {
		{ "text", FORM_TEXT, "capacity.text" } };
	static const struct member threshold[] = {
		{ "n", FORM_WHOLE, NULL }, { "text", FORM_TEXT, NULL },
		{ "warn", FORM_TRUTH, NULL },
		{ "ok", FORM_TRUTH, NULL }, { "holds", FORM_TRUTH, NULL },
		{ "window", FORM_TEXT, NULL }, { "broke", FORM_MOMENT, NULL },
		{ "fell", FORM_MOMENT, NULL },
	};
	static const struct list thresholds = { "thresholds", "threshold",
		threshold, COUNT(threshold), put_values };
	struct told t = { .start_us = start_us };

	if (block_find(b, "-", SLICE("summary"), &t.rest))
		put_members(j, summary, COUNT(summary), &t);
	put_verdict(j, b);
	if (block_find(b, "-", SLICE("capacity"), &t.rest))
		put_members(j, capacity, COUNT(capacity), &t);
	put_records(j, b, &thresholds, start_us);
}

/* The values of a part's record, under their paths. */
static void
put_part_values(struct nest *j, const struct record *r)
{
	struct slice rest = r->rest;
	struct sbuf path = { 0 };
	enum metric_unit unit;
	struct field f;
	int64_t v;
	int id, stat;

	while (field_next(&rest, &f)) {
		path.n = 0;
		sbuf_slice(&path, r->kind);
		sbuf_char(&path, '.');
		sbuf_slice(&path, f.key);
		id = metric_find(sbuf_view(&path), &stat);
		unit = id >= 0 && id < METRICS ? metrics[id].unit : UNIT_ONE;
		if (id < 0 || metric_read(unit, f.value, &v) != 0)
			continue;
		nest_name(j, sbuf_view(&path));
		metric_value(j->out, unit, v);
	}
	sbuf_free(&path);
}

/* The part that a record is of: dimension:name; or nothing. */
static struct slice
part_of(const struct record *r)
{
	struct slice rest = r->rest;
	struct field by;

	return slice_starts(rest, SLICE("by=")) && field_next(&rest, &by) ?
	    by.value : (struct slice){ NULL, 0 };
}

/* Its records stand together; returns the place behind them. */
static size_t
put_part(struct nest *j, const struct block *b, size_t i)
{
	struct slice of = part_of(&b->record[i]), name = of;
	struct nest child;

	put_text(j, &(struct member){ "by", FORM_TEXT, NULL },
	    slice_cut(&name, ':'));
	put_text(j, &(struct member){ "name", FORM_TEXT, NULL }, name);
	nest_key(j, "figures");
	nest_object(j, &child);
	for (; i < b->n && slice_eq(part_of(&b->record[i]), of); i++)
		put_part_values(&child, &b->record[i]);
	nest_end(&child);
	return i;
}

static void
put_parts(struct nest *j, const struct block *b)
{
	struct nest child;
	size_t i = 0;

	nest_key(j, "parts");
	nest_list(j);
	while (i < b->n) {
		if (part_of(&b->record[i]).n == 0) {
			i++;
			continue;
		}
		nest_item(j);
		nest_object(j, &child);
		i = put_part(&child, b, i);
		nest_end(&child);
	}
	nest_list_end(j);
}

void
tables_found(struct nest *j, const struct block *b)
{
	static const struct member fault[] = {
		{ "text", FORM_TEXT, NULL }, { "count", FORM_WHOLE, NULL } };
	static const struct member unmeasured[] = {
		{ "what", FORM_TEXT, NULL }, { "why", FORM_TEXT, NULL },
		{ "count", FORM_WHOLE, NULL }, { "text", FORM_TEXT, NULL } };
	static const struct member worst[] = {
		{ "id", FORM_TEXT, NULL }, { "score", FORM_MICRO, NULL },
		{ "why", FORM_TEXT, NULL }, { "addr", FORM_TEXT, NULL },
		{ "group", FORM_TEXT, NULL }, { "rendition", FORM_TEXT, NULL },
	};
	static const struct list lists[] = {
		{ "faults", "fault", fault, COUNT(fault), NULL },
		{ "unmeasured", "unmeasured", unmeasured, COUNT(unmeasured),
		    NULL },
		{ "worst", "worst", worst, COUNT(worst), NULL },
	};
	size_t i;

	put_texts(j, b, "findings", "finding");
	for (i = 0; i < COUNT(lists); i++)
		put_records(j, b, &lists[i], 0);
	put_parts(j, b);
}

void
tables_run(struct nest *j, const struct block *b, int64_t start_us)
{
	static const struct member phase[] = {
		{ "n", FORM_WHOLE, NULL }, { "at", FORM_MOMENT, "t" },
		{ "target", FORM_WHOLE, NULL } };
	static const struct list phases = { "phases", "phase", phase,
		COUNT(phase), NULL };
	static const char *const keys[] = { "url", "labels", "kind", "variant",
		"command", "host", "cores", "ffmpeg", "version", "agent" };
	struct sbuf text = { 0 };
	struct slice rest, value;
	size_t i;

	nest_key(j, "run");
	nest_list(j);
	if (!block_find(b, "-", SLICE("run"), &rest))
		rest = (struct slice){ NULL, 0 };
	for (i = 0; i < COUNT(keys); i++)
		if (field_get(rest, keys[i], &value)) {
			text.n = 0;
			unescape(&text, value);
			nest_item(j);
			sbuf_printf(j->out, "[\"%s\", ", keys[i]);
			nest_text(j, sbuf_view(&text));
			sbuf_char(j->out, ']');
		}
	nest_list_end(j);
	put_records(j, b, &phases, start_us);
	sbuf_free(&text);
}

void
tables_report(struct nest *j, const struct block *b)
{
	struct sbuf text = { 0 };
	struct slice rest, value;
	size_t i = 0;

	while (block_each(b, "report", &i, &rest))
		if (field_get(rest, "text", &value)) {
			unescape(&text, value);
			sbuf_char(&text, '\n');
		}
	if (text.n > 0) {
		nest_key(j, "report");
		nest_text(j, sbuf_view(&text));
	}
	sbuf_free(&text);
}
