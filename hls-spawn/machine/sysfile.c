/*
 * Reading files of key and value: "MemAvailable:  123 kB", "max 100000", "42".
 */
#include <stdarg.h>
#include <stdio.h>

#include "num.h"
#include "sysfile.h"

/* -DPLATFORM_POSIX: a machine without such files at its root. */
static FILE *
open_file(const struct sysfile *f, const char *name)
{
#ifdef PLATFORM_POSIX
	if (f->root[0] == '\0')
		return NULL;
#else
	(void)f;
#endif
	return fopen(name, "re");
}

struct slice
sysfile_read(struct sysfile *f, const char *path, ...)
{
	char name[4096];
	va_list ap;
	FILE *in;
	size_t n;

	n = (size_t)snprintf(name, sizeof(name), "%s", f->root);
	if (n >= sizeof(name))
		return SLICE("");
	va_start(ap, path);
	n += (size_t)vsnprintf(name + n, sizeof(name) - n, path, ap);
	va_end(ap);
	in = n < sizeof(name) ? open_file(f, name) : NULL;
	if (in == NULL)
		return SLICE("");
	n = fread(f->buf, 1, sizeof(f->buf), in);
	(void)fclose(in);
	return (struct slice){ f->buf, n };
}

struct slice
sysfile_word(struct slice *text)
{
	return slice_word(text, SLICE(" \t\n:"));
}

struct slice
sysfile_value(struct slice text, const char *key)
{
	struct slice k = { key, strlen(key) }, line;

	while (text.n > 0) {
		line = slice_cut(&text, '\n');
		if (slice_eq(sysfile_word(&line), k))
			return sysfile_word(&line);
	}
	return SLICE("");
}

int64_t
sysfile_number(struct slice word)
{
	int64_t v;

	return num_int(word, 0, INT64_MAX, &v) == 0 ? v : UNKNOWN;
}
