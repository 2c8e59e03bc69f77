/*
 * What lib finds, in words.
 */
#include <string.h>

#include "die.h"
#include "keep.h"

static int
told(const char *path, const char *why)
{
	if (why == NULL)
		return 0;
	msg("%s: %s", path, why);
	return -1;
}

int
keep_open(struct store *s, const char *path)
{
	*s = (struct store){ 0 };
	return path == NULL ? 0 : told(path, store_open(s, path));
}

static int
is_read(const struct store *s, char **inputs)
{
	if (*inputs == NULL)
		return store_is(s, NULL);
	for (; *inputs != NULL; inputs++)
		if (store_is(s, strcmp(*inputs, "-") ? *inputs : NULL))
			return 1;
	return 0;
}

int
keep_apart(const struct store *s, size_t n, char **inputs)
{
	size_t i, j;

	for (i = 0; i < n; i++) {
		if (is_read(&s[i], inputs))
			return told(s[i].path, STORE_INPUT);
		for (j = 0; j < i; j++)
			if (s[j].path != NULL && store_is(&s[i], s[j].path))
				return told(s[i].path, STORE_TWICE);
	}
	return 0;
}

int
keep_file(const struct store *s, struct slice content)
{
	struct sbuf beside = { 0 };
	int r;

	if (s->path == NULL)
		return 0;
	r = told(s->path, store_put(s, content, &beside));
	if (beside.n > 0)
		msg("%s: it is kept in %.*s", s->path, (int)beside.n,
		    beside.p);
	sbuf_free(&beside);
	return r;
}

int
keep_begin(struct store *s, const char *path, struct slice head)
{
	int fd;

	return keep_open(s, path) == 0 &&
	    told(path, store_begin(s, head, &fd)) == 0 ? fd : -1;
}
