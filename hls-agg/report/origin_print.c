/*
 * Figures are read back out of the lines, in the exact form that these have.
 */
#include "figures/window.h"
#include "origin.h"
#include "origin_lines.h"
#include "origin_print.h"
#include "record.h"
#include "text/text.h"

#define NAME_WIDTH 28
#define CELL_WIDTH 12

void
origin_records(const struct report *r, struct sbuf *b)
{
	struct sbuf lines = { 0 };
	struct slice left;

	origin_lines(r, &lines);
	left = sbuf_view(&lines);
	while (left.n > 0) {
		struct slice line = slice_cut(&left, '\n');

		record_begin(b, r->figures->at.tick_us, slice_cut(&line, ' '),
		    "origin");
		sbuf_char(b, ' ');
		sbuf_slice(b, line);
		record_end(b);
	}
	sbuf_free(&lines);
}

/* Looking into lines */

/* The next line of this subject: 1 and its fields, or 0. */
static int
next_line(struct slice *left, struct slice subject, struct slice *fields)
{
	while (left->n > 0) {
		*fields = slice_cut(left, '\n');
		if (slice_eq(slice_cut(fields, ' '), subject))
			return 1;
	}
	return 0;
}

static struct slice
text_of(struct slice fields, const char *key)
{
	struct slice v = SLICE("");

	field_get(fields, key, &v);
	return v;
}

static int64_t
count_of(struct slice fields, const char *key)
{
	int64_t n;

	return field_int(fields, key, &n) ? n : 0;
}

/* The figures of the whole run for the origin that this status is of. */
static int
whole_run(struct slice lines, struct slice status, struct slice *fields)
{
	while (next_line(&lines, SLICE(WINDOW_ALL), fields))
		if (slice_eq(text_of(*fields, "name"),
		    text_of(status, "name")) &&
		    slice_eq(text_of(*fields, "host"),
		    text_of(status, "host")))
			return 1;
	return 0;
}

struct shown {
	struct slice key;
	enum metric_unit unit;
	int64_t p50, max;
};

static int
read_shown(struct shown *s, const struct field *p50, const struct field *max)
{
	size_t n = p50->key.n - strlen(".p50");
	int id;

	s->key = (struct slice){ p50->key.p, n };
	id = origin_find(s->key);
	if (id < 0)
		return -1;
	s->unit = id < ORIGIN_FIGURES ? origin_figures[id].unit : UNIT_DECIMAL;
	if (metric_read(s->unit, p50->value, &s->p50) != 0)
		return -1;
	return metric_read(s->unit, max->value, &s->max);
}

static int
is_p50(struct slice key)
{
	static const struct slice end = SLICE_INIT(".p50");

	return key.n > end.n && slice_eq(slice_from(key, key.n - end.n), end);
}

/* Takes the next figure off the fields, "KEY.p50=V KEY.max=V": 1, or 0. */
static int
next_shown(struct slice *fields, struct shown *s)
{
	struct field p50, max;

	while (field_next(fields, &p50))
		if (is_p50(p50.key) && field_next(fields, &max) &&
		    read_shown(s, &p50, &max) == 0)
			return 1;
	return 0;
}

/* The report */

static void
put_cell(struct sbuf *b, enum metric_unit unit, int64_t v)
{
	struct sbuf cell = { 0 };

	if (unit == UNIT_RATIO)
		text_percent(&cell, v);
	else if (unit == UNIT_BYTES_PER_SECOND)
		text_amount(&cell, v / 1000000, "B/s");
	else if (unit == UNIT_ONE)
		sbuf_int(&cell, v);
	else
		sbuf_printf(&cell, "%.4g", (double)v / 1e6);
	sbuf_printf(b, "%*.*s", CELL_WIDTH, (int)cell.n, cell.p);
	sbuf_free(&cell);
}

/* "edge-1:web", the host only where hosts are merged. */
static void
put_name(struct sbuf *b, struct slice fields)
{
	struct slice host = text_of(fields, "host");

	if (host.n > 0) {
		text_safe(b, host);
		sbuf_char(b, ':');
	}
	text_safe(b, text_of(fields, "name"));
}

static void
put_figure_row(struct sbuf *b, struct slice status, const struct shown *s)
{
	struct sbuf name = { 0 };
	int id = origin_find(s->key);

	put_name(&name, status);
	sbuf_char(&name, ' ');
	if (id < ORIGIN_FIGURES)
		sbuf_str(&name, origin_figures[id].name);
	else
		sbuf_slice(&name, slice_from(s->key,
		    sizeof(ORIGIN_METRIC) - 1));
	sbuf_printf(b, "%-*.*s", NAME_WIDTH, (int)name.n, name.p);
	put_cell(b, s->unit, s->p50);
	put_cell(b, s->unit, s->max);
	sbuf_char(b, '\n');
	sbuf_free(&name);
}

/* "web: 30 scrapes of 2 exporters, 6 failed; not answering: nginx" */
static void
put_scrapes(struct sbuf *b, struct slice status)
{
	int64_t failed = count_of(status, "failed");

	put_name(b, status);
	sbuf_str(b, ": ");
	text_count(b, count_of(status, "scrapes"), "scrape");
	sbuf_str(b, " of ");
	text_count(b, count_of(status, "exporters"), "exporter");
	if (failed > 0)
		sbuf_printf(b, ", %lld failed", (long long)failed);
	if (count_of(status, "up") == 0) {
		sbuf_str(b, "; down at the end: ");
		text_safe(b, text_of(status, "reason"));
	}
	sbuf_char(b, '\n');
}

void
origin_rows(const struct report *r, struct sbuf *b)
{
	struct slice left, status, fields;
	struct sbuf lines = { 0 };
	struct shown s;

	origin_lines(r, &lines);
	left = sbuf_view(&lines);
	if (left.n > 0)
		sbuf_printf(b, "\n%-*s%*s%*s\n", NAME_WIDTH, "Origin",
		    CELL_WIDTH, "p50", CELL_WIDTH, "max");
	while (next_line(&left, SLICE("-"), &status)) {
		if (whole_run(sbuf_view(&lines), status, &fields))
			while (next_shown(&fields, &s))
				put_figure_row(b, status, &s);
		put_scrapes(b, status);
	}
	sbuf_free(&lines);
}

/* JSON */

static void
put_text(struct nest *j, const char *key, struct slice value)
{
	struct sbuf plain = { 0 };

	if (value.n == 0)
		return;
	unescape(&plain, value);
	sbuf_printf(j->out, "\"%s\": ", key);
	nest_text(j, sbuf_view(&plain));
	sbuf_str(j->out, ", ");
	sbuf_free(&plain);
}

static void
put_member(struct sbuf *b, const struct shown *s)
{
	sbuf_printf(b, ", \"%.*s\": {\"p50\": ", (int)s->key.n, s->key.p);
	metric_value(b, s->unit, s->p50);
	sbuf_str(b, ", \"max\": ");
	metric_value(b, s->unit, s->max);
	sbuf_char(b, '}');
}

static void
put_object(struct nest *j, struct slice lines, struct slice status)
{
	static const char *const counts[] = { "exporters", "answering",
		"scrapes", "failed" };
	struct slice fields;
	struct shown s;
	size_t i;

	nest_item(j);
	sbuf_char(j->out, '{');
	put_text(j, "host", text_of(status, "host"));
	put_text(j, "name", text_of(status, "name"));
	put_text(j, "reason", text_of(status, "reason"));
	sbuf_printf(j->out, "\"up\": %lld",
	    (long long)count_of(status, "up"));
	for (i = 0; i < COUNT(counts); i++)
		sbuf_printf(j->out, ", \"%s\": %lld", counts[i],
		    (long long)count_of(status, counts[i]));
	if (whole_run(lines, status, &fields))
		while (next_shown(&fields, &s))
			put_member(j->out, &s);
	sbuf_char(j->out, '}');
}

void
origin_json(const struct report *r, struct nest *j)
{
	struct sbuf lines = { 0 };
	struct slice left, status;

	origin_lines(r, &lines);
	left = sbuf_view(&lines);
	if (left.n > 0) {
		nest_key(j, "origin");
		nest_list(j);
		while (next_line(&left, SLICE("-"), &status))
			put_object(j, sbuf_view(&lines), status);
		nest_list_end(j);
	}
	sbuf_free(&lines);
}
