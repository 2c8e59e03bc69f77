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
	size_t i;

	for (i = 0; i + 3 <= url.n; i++)
		if (memcmp(url.p + i, "://", 3) == 0)
			break;
	if (i + 3 <= url.n)
		url = slice_from(url, i + 3);
	url = slice_from(url, slice_find(url, '/'));
	url.n = slice_find(url, '?');
	return url;
}

/* Where the file's name begins, and where its ending does. */
static void
find_file(struct slice path, size_t *from, size_t *to)
{
	size_t i;

	*from = 0;
	*to = path.n;
	for (i = 0; i < path.n; i++) {
		if (path.p[i] == '/') {
			*from = i + 1;
			*to = path.n;
		}
		if (path.p[i] == '.' && i > *from)
			*to = i;
	}
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

size_t
variant_name(struct slice url, char name[VARIANT_NAME_MAX])
{
	struct slice path = path_of(url);
	size_t at = path.n, digits = find_number(path, &at), n = 0, i;

	for (i = 0; i < path.n && n < VARIANT_NAME_MAX; i++) {
		if (digits > 0 && i == at)
			name[n++] = '#';
		else if (i < at || i >= at + digits)
			name[n++] = path.p[i];
	}
	return n;
}
