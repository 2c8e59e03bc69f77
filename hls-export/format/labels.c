/*
 * Sets of labels, and what may stand in them.
 */
#include <ctype.h>

#include "labels.h"
#include "record.h"
#include "utf8.h"

int
labels_have(const struct labels *l, struct slice name)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (slice_eq(l->at[i].name, name))
			return 1;
	return 0;
}

void
labels_add(struct labels *l, struct slice name, struct slice value)
{
	if (l->n < LABELS && !labels_have(l, name))
		l->at[l->n++] = (struct label){ name, value };
}

struct labels
labels_fields(struct slice rest, const struct label_field *f, size_t n,
    struct sbuf *text)
{
	struct labels l = { 0 };
	struct slice value;
	size_t i;

	/* Views stay good: there is room for all of it. */
	text->n = 0;
	sbuf_room(text, rest.n + 1);
	for (i = 0; i < n; i++) {
		size_t start = text->n;

		if (!field_get(rest, f[i].key, &value) || value.n == 0)
			continue;
		unescape(text, value);
		labels_add(&l, slice_str(f[i].name),
		    slice_from(sbuf_view(text), start));
	}
	return l;
}

void
labels_constant(struct labels *l, const char *text)
{
	struct slice rest = slice_str(text);

	while (rest.n > 0) {
		struct slice name = slice_cut(&rest, '=');

		slice_cut(&rest, '"');
		labels_add(l, name, slice_cut(&rest, '"'));
		slice_cut(&rest, ',');
	}
}

int
label_name(struct slice name)
{
	return name.n > 0 && !isdigit((unsigned char)name.p[0]) &&
	    !slice_starts(name, SLICE("__")) &&
	    slice_only(name, SLICE(ALNUM "_"));
}

int
label_plain(struct slice name)
{
	return label_name(name) && !slice_eq(name, SLICE("le")) &&
	    !slice_eq(name, SLICE("quantile"));
}

struct slice
label_character(struct slice *text)
{
	size_t n = utf8_length(*text);
	struct slice c = { text->p, n };
	int hidden = n == 0 || (utf8_is_control(*text) && *text->p != '\n');

	*text = slice_from(*text, n > 0 ? n : 1);
	if (hidden)
		return SLICE("\xef\xbf\xbd");
	return c;
}
