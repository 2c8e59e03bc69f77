#include "variant.h"

#define NAME_MAX_BYTES 200

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What stands behind the authority: /path?query. */
static struct slice
path_of(struct slice url)
{
	size_t i;

	for (i = 0; i + 3 <= url.n; i++)
		if (memcmp(url.p + i, "://", 3) == 0)
			break;
	if (i + 3 <= url.n)
		url = slice_from(url, i + 3);
	return slice_from(url, slice_find(url, '/'));
}

void
variant_focus(struct agg *a, struct slice url)
{
	struct slice path = path_of(url);
	char name[NAME_MAX_BYTES];
	size_t n = 0, i;

	for (i = 0; i < path.n && path.p[i] != '?' && n < sizeof(name); i++) {
		if (!is_digit(path.p[i]))
			name[n++] = path.p[i];
		else if (i == 0 || !is_digit(path.p[i - 1]))
			name[n++] = '#';
	}
	if (n > 0)
		agg_focus_on(a, BY_VARIANT, (struct slice){ name, n });
}
