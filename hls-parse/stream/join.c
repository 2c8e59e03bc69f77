/*
 * Only texts that requests are counted by are put together: the others cost no
 * more than themselves.
 */
#include "join.h"
#include "text/logline.h"

static const struct whole {
	struct slice begins, has, ends;
} wholes[] = {
	{ SLICE_INIT("Opening '"), SLICE_INIT("' for "), SLICE_INIT("ing") },
	{ SLICE_INIT("HLS request for"), SLICE_INIT("', offset "),
	    SLICE_INIT("") },
	{ SLICE_INIT("HLS request for"), SLICE_INIT(", playlist "),
	    SLICE_INIT("") },
	{ SLICE_INIT("header='"), SLICE_INIT(""), SLICE_INIT("'") },
	{ SLICE_INIT("request: "), SLICE_INIT(" HTTP/"), SLICE_INIT("") },
	{ SLICE_INIT("Starting connection"), SLICE_INIT(" port "),
	    SLICE_INIT("") },
	{ SLICE_INIT("Successfully connected"), SLICE_INIT(" port "),
	    SLICE_INIT("") },
};

/* Its last words, where they are all of the line. */
static const struct slice heads[] = {
	SLICE_INIT("Opening"), SLICE_INIT("HLS"),
	SLICE_INIT("HLS request"), SLICE_INIT("request:"),
	SLICE_INIT("Starting"), SLICE_INIT("Successfully"),
};

static bool
is_head(struct slice text)
{
	size_t i;

	for (i = 0; i < COUNT(heads); i++)
		if (slice_eq(text, heads[i]))
			return true;
	return false;
}

static bool
is_cut(struct slice text)
{
	size_t i;

	/* All of them begin with one of these. */
	if (text.n == 0 || slice_find(SLICE("OHhrS"), text.p[0]) == 5)
		return false;
	if (is_head(text))
		return true;
	for (i = 0; i < COUNT(wholes); i++)
		if (slice_starts(text, wholes[i].begins) &&
		    ((wholes[i].has.n > 0 &&
		    !slice_has(text, wholes[i].has)) ||
		    !slice_ends(text, wholes[i].ends)))
			return true;
	return false;
}

static struct slice
text_of(struct slice s)
{
	struct logline l;

	logline_read(&l, slice_from(s, logline_date(s)));
	return l.text;
}

/* Whether it ends inside of an URL, which has no blanks. */
static bool
ends_in_url(struct slice text)
{
	size_t n = slice_find(text, '\'');
	struct slice url = slice_from(text, n < text.n ? n + 1 : n);

	return slice_starts(url, SLICE("http")) &&
	    slice_find(url, '\'') == url.n && slice_find(url, ' ') == url.n;
}

/* "[hls @ 0x55d1c0] [debug]", and no more. */
static bool
is_tags(struct slice text)
{
	return slice_ends(text, SLICE("]")) && slice_starts(text, SLICE("[")) &&
	    slice_has(text, SLICE(" @ "));
}

bool
join_lacks(struct join *j, struct slice text, size_t line_bytes)
{
	struct slice dated, words;

	if (text.n == 0 || (text.p[0] != '[' && logline_date(text) == 0))
		return false;
	dated = slice_from(text, logline_date(text));
	words = text_of(text);
	/* Without a context or a level it is nothing that counts. */
	if (words.p == dated.p && !is_tags(dated))
		return false;
	if (!is_cut(words) && !is_tags(dated) &&
	    (j->width == 0 || line_bytes != j->width))
		return false;
	if (ends_in_url(words))
		j->width = line_bytes;
	if (text.p != j->text.p) {
		j->text.n = 0;
		sbuf_slice(&j->text, text);
	}
	return true;
}

void
join_add(struct join *j, struct slice rest, size_t line_bytes)
{
	bool head = is_head(text_of(sbuf_view(&j->text)));
	size_t n = j->text.n;

	if (line_bytes != j->width)
		sbuf_char(&j->text, ' ');
	sbuf_slice(&j->text, rest);
	if (head || line_bytes == j->width ||
	    !is_cut(text_of(sbuf_view(&j->text))))
		return;
	/* A word may have been broken: "playl", "ist 0". */
	j->text.n = n;
	sbuf_slice(&j->text, rest);
	if (!is_cut(text_of(sbuf_view(&j->text)))) {
		j->width = line_bytes;
		return;
	}
	j->text.n = n;
	sbuf_char(&j->text, ' ');
	sbuf_slice(&j->text, rest);
}
