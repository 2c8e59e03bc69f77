/*
 * The pieces of a URL that hold a field.
 */
#include "secrets.h"
#include "redact.h"

/* The piece of a URL at the front of s. */
static struct slice
piece(struct slice s)
{
	size_t n = 0;

	while (n < s.n && !redact_parts(s.p[n]))
		n++;
	return (struct slice){ s.p, n };
}

/* From the first field in it to the last one's end; none: 0. */
static int
span(const struct rows *r, struct slice s, size_t *from, size_t *to)
{
	size_t i, n;

	*to = 0;
	for (i = 0; i < s.n; i++) {
		if (rows_column(r, slice_from(s, i), &n) < 0)
			continue;
		if (*to == 0)
			*from = i;
		*to = i + n;
	}
	return *to > 0;
}

static void
add_piece(struct sbuf *b, struct slice s, const struct who *who)
{
	struct sbuf text[3] = { { 0 }, { 0 }, { 0 } };
	size_t from = 0, to, i;

	/* A field alone is known by itself. */
	if (rows_column(who->rows, s, &to) >= 0 && to == s.n)
		return;
	if (!span(who->rows, s, &from, &to))
		return;
	command_expand(&text[0], (struct slice){ s.p, from }, *who);
	command_expand(&text[1], (struct slice){ s.p + from, to - from }, *who);
	command_expand(&text[2], slice_from(s, to), *who);
	redact_add(b, sbuf_view(&text[0]), sbuf_view(&text[1]),
	    sbuf_view(&text[2]));
	for (i = 0; i < COUNT(text); i++)
		sbuf_free(&text[i]);
}

void
secrets_of(struct sbuf *b, const char *url, const struct who *who)
{
	struct slice left = slice_str(url), s;
	size_t i;

	if (who->rows == NULL || who->rows->n == 0)
		return;
	for (i = 0; i < who->rows->columns; i++)
		if (who->rows->used[i])
			redact_add(b, SLICE(""), rows_field(who->rows,
			    who->row, i), SLICE(""));
	while (left.n > 0) {
		s = piece(left);
		add_piece(b, s, who);
		left = slice_from(left, s.n < left.n ? s.n + 1 : s.n);
	}
}
