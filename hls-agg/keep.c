/*
 * What lib finds, in words.
 */
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
