/*
 * Reads every file into memory: 21 MB. Mapping them instead put a
 * millisecond of page faults before the first byte of a segment.
 */
#include <sys/stat.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "media.h"
#include "sbuf.h"

const char *
media_suffix(enum packaging pack)
{
	return pack == PACK_TS ? "ts" : "m4s";
}

/* All of a file. Takes the name, which it empties again. */
static struct slice
read_file(struct sbuf *name)
{
	struct stat st;
	size_t size, n = 0;
	ssize_t k = 1;
	char *p;
	int fd;

	sbuf_char(name, '\0');
	fd = open(name->p, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0)
		die_errno("%s (tests/media.sh makes it)", name->p);
	size = (size_t)st.st_size;
	p = ezalloc(size, 1);
	while (n < size && (k = read(fd, p + n, size - n)) > 0)
		n += (size_t)k;
	if (k < 0)
		die_errno("%s", name->p);
	close(fd);
	name->n = 0;
	return (struct slice){ p, n };
}

static void
load_rendition(struct rendition *r, const char *dir, const char *name,
    enum packaging pack)
{
	struct sbuf path = { 0 };
	int i;

	if (pack == PACK_FMP4) {
		sbuf_printf(&path, "%s/%s_init.mp4", dir, name);
		r->init = read_file(&path);
	}
	for (i = 0; i < SEGMENTS; i++) {
		sbuf_printf(&path, "%s/%s_%06d.%s", dir, name, i,
		    media_suffix(pack));
		r->segments[i] = read_file(&path);
	}
	sbuf_free(&path);
}

void
media_load(struct media *m, const char *dir)
{
	static const struct variant variants[VARIANTS] = {
		{ .name = "mid", .files = "mid", .resolution = "320x180" },
		{ .name = "hi", .files = "hi", .resolution = "640x360" },
		{ .name = "lo", .files = "lo", .resolution = "160x90" },
		{ .name = "alt", .files = "lo", .resolution = "160x90" },
	};
	int i, pack;

	for (i = 0; i < VARIANTS; i++) {
		m->variants[i] = variants[i];
		for (pack = 0; pack < PACKAGINGS; pack++)
			load_rendition(&m->variants[i].in[pack], dir,
			    variants[i].files, (enum packaging)pack);
	}
}

static void
free_slice(struct slice *s)
{
	free((char *)s->p);
	s->p = NULL;
}

void
media_free(struct media *m)
{
	int i, pack, k;

	for (i = 0; i < VARIANTS; i++) {
		for (pack = 0; pack < PACKAGINGS; pack++) {
			struct rendition *r = &m->variants[i].in[pack];

			free_slice(&r->init);
			for (k = 0; k < SEGMENTS; k++)
				free_slice(&r->segments[k]);
		}
	}
}
