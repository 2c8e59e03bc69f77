/*
 * Directories keep their digits: 720p and 1080p are two renditions.
 */
#include "variant.h"

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What stands behind the authority, without the query. */
static struct slice
path_of(struct slice url)
{
	static const struct slice mark = SLICE_INIT("://");
	struct slice s = slice_from(url, slice_find(url, ':'));

	while (s.n > 0 && !slice_starts(s, mark)) {
		s = slice_from(s, 1);
		s = slice_from(s, slice_find(s, ':'));
	}
	if (s.n > 0)
		url = slice_from(s, mark.n);
	url = slice_from(url, slice_find(url, '/'));
	url.n = slice_find(url, '?');
	return url;
}

/* Where the file's name begins, and where its ending does. */
static void
find_file(struct slice path, size_t *from, size_t *to)
{
	*from = slice_behind(path, '/');
	for (*to = path.n; *to > *from + 1;)
		if (path.p[--*to] == '.')
			return;
	*to = path.n;
}

/* The digits that number the segment: from *at on, and how many. */
static size_t
find_number(struct slice path, size_t *at)
{
	size_t from, to, i, end, n = 0;
	int alone = 0;

	find_file(path, &from, &to);
	for (i = from; i < to; i = end + 1) {
		int joined;

		for (end = i; end < to && is_digit(path.p[end]); end++)
			;
		if (end == i)
			continue;
		joined = (i > from && is_letter(path.p[i - 1])) ||
		    (end < to && is_letter(path.p[end]));
		if (joined && alone)
			continue;
		alone = !joined;
		*at = i;
		n = end - i;
	}
	return n;
}

static size_t
append(char name[VARIANT_NAME_MAX], size_t n, struct slice s)
{
	if (s.n > VARIANT_NAME_MAX - n)
		s.n = VARIANT_NAME_MAX - n;
	if (s.n > 0)
		memcpy(name + n, s.p, s.n);
	return n + s.n;
}

size_t
variant_name(struct slice url, char name[VARIANT_NAME_MAX])
{
	struct slice path = path_of(url);
	size_t at = path.n, digits = find_number(path, &at), n;

	n = append(name, 0, (struct slice){ path.p, at });
	if (digits == 0)
		return n;
	n = append(name, n, SLICE("#"));
	return append(name, n, slice_from(path, at + digits));
}
