/*
 * Reading the table, and names in texts.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "rows.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

/* What hls-spawn fills itself. */
static const struct slice taken[] = {
	SLICE_INIT("id"), SLICE_INIT("run"), SLICE_INIT("url"),
	SLICE_INIT("progress"),
};

static int
is_taken(struct slice name)
{
	size_t i;

	for (i = 0; i < COUNT(taken); i++)
		if (slice_eq(name, taken[i]))
			return 1;
	return 0;
}

static int
is_name(struct slice s)
{
	return s.n > 0 && slice_find(SLICE(DIGITS), s.p[0]) == 10 &&
	    slice_only(s, SLICE(LETTERS DIGITS));
}

/* Reading */

static void
begin_field(struct rows *r)
{
	r->at = egrow(r->at, r->fields, &r->room, sizeof(*r->at));
	r->at[r->fields++] = r->text.n;
}

/* A field in quotes, up to what stands behind it. */
static const char *
quoted(struct rows *r, struct slice *s)
{
	*s = slice_from(*s, 1);
	for (;;) {
		if (s->n == 0)
			return "a quote is not closed on its line";
		if (slice_skip(s, SLICE("\"\""))) {
			sbuf_char(&r->text, '"');
		} else if (slice_skip(s, SLICE("\""))) {
			break;
		} else {
			sbuf_char(&r->text, *s->p);
			*s = slice_from(*s, 1);
		}
	}
	return s->n > 0 && *s->p != ',' ?
	    "something stands behind a closing quote" : NULL;
}

static const char *
bare(struct rows *r, struct slice *s)
{
	struct slice field = slice_until(*s, ',');

	if (slice_find(field, '"') < field.n)
		return "a quote in a field that does not begin with one";
	sbuf_slice(&r->text, field);
	*s = slice_from(*s, field.n);
	return NULL;
}

static const char *
read_fields(struct rows *r, struct slice line)
{
	const char *wrong;

	for (;;) {
		begin_field(r);
		wrong = line.n > 0 && *line.p == '"' ? quoted(r, &line) :
		    bare(r, &line);
		sbuf_char(&r->text, '\0');
		if (wrong != NULL || line.n == 0)
			return wrong;
		line = slice_from(line, 1);
	}
}

static const char *
judge_names(struct rows *r)
{
	size_t i, k;

	if (r->fields > COLUMNS_MOST)
		return "there are more than 64 columns";
	for (i = 0; i < r->fields; i++) {
		struct slice name = slice_str(r->text.p + r->at[i]);

		if (!is_name(name))
			return "a column's name is not of the bytes "
			    "A-Za-z0-9_, without a digit in front";
		if (is_taken(name))
			return "id, run, url and progress are no names of "
			    "columns";
		for (k = 0; k < i; k++)
			if (slice_eq(name, slice_str(r->text.p + r->at[k])))
				return "two columns have the same name";
	}
	r->columns = r->fields;
	return NULL;
}

static const char *
read_row(struct rows *r, struct slice line)
{
	size_t before = r->fields, got;
	const char *wrong;

	if (line.n > ROW_BYTES_MAX)
		return "it is longer than 16 KiB";
	if (!slice_is_text(line) || slice_find(line, '\t') < line.n)
		return "a control byte";
	wrong = read_fields(r, line);
	if (wrong != NULL)
		return wrong;
	if (r->columns == 0)
		return judge_names(r);
	got = r->fields - before;
	if (got != r->columns)
		return got < r->columns ? "there are fewer fields than names" :
		    "there are more fields than names";
	r->line_of = egrow(r->line_of, r->n, &r->lines_room,
	    sizeof(*r->line_of));
	r->line_of[r->n++] = r->line;
	return NULL;
}

const char *
rows_read(struct rows *r, struct slice file)
{
	const char *wrong = NULL;

	slice_skip(&file, SLICE("\xef\xbb\xbf"));
	while (wrong == NULL && file.n > 0) {
		struct slice line = slice_line(&file);

		r->line++;
		if (line.n > 0)
			wrong = read_row(r, line);
	}
	if (wrong == NULL && r->n == 0)
		wrong = r->columns == 0 ? "it is empty" :
		    "there is no row below the names";
	return wrong;
}

struct slice
rows_name(const struct rows *r, size_t column)
{
	return slice_str(r->text.p + r->at[column]);
}

struct slice
rows_field(const struct rows *r, size_t row, size_t column)
{
	return slice_str(r->text.p + r->at[(row + 1) * r->columns + column]);
}

/* Names in texts */

int
rows_column(const struct rows *r, struct slice s, size_t *n)
{
	struct slice name = s;
	size_t i;

	*n = 0;
	if (r->columns == 0 || !slice_skip(&name, SLICE("{")))
		return -1;
	name = slice_until(name, '}');
	if (name.n + 2 > s.n || !is_name(name))
		return -1;
	*n = name.n + 2;
	for (i = 0; i < r->columns; i++)
		if (slice_eq(name, rows_name(r, i)))
			return (int)i;
	return -1;
}

void
rows_use(struct rows *r, struct slice text)
{
	size_t n;
	int i;

	for (; text.n > 0; text = slice_from(text, 1)) {
		i = rows_column(r, text, &n);
		if (i >= 0)
			r->used[i] = 1;
	}
}

struct slice
rows_unknown(const struct rows *r, struct slice text)
{
	size_t n;

	for (; text.n > 0; text = slice_from(text, 1))
		if (rows_column(r, text, &n) < 0 && n > 0 &&
		    !is_taken((struct slice){ text.p + 1, n - 2 }))
			return (struct slice){ text.p, n };
	return (struct slice){ NULL, 0 };
}

void
rows_free(struct rows *r)
{
	free(r->at);
	free(r->line_of);
	sbuf_free(&r->text);
	*r = (struct rows){ 0 };
}
