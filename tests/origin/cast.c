/*
 * One pass over the lines of each playlist. It trusts the packager: this is no
 * validator.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "cast.h"
#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "file.h"
#include "num.h"

/* What was read for the segment to come. */
struct pending {
	struct cast_segment segment;
	int64_t real_us;	/* of #duration, or -1 */
	int64_t next;		/* media sequence */
	int64_t breaks;
	int breaks_here;
};

static void
keep(struct sbuf *b, struct slice line)
{
	sbuf_slice(b, line);
	sbuf_char(b, '\n');
}

static int64_t
seconds(struct slice value)
{
	int64_t us = 0;

	value.n = slice_find(value, ',');
	num_micro(value, &us);
	return us;
}

static void
add_segment(struct cast_list *l, struct pending *p, struct slice uri)
{
	struct cast_segment *s = &p->segment;

	keep(&s->lines, uri);
	if (p->real_us >= 0)
		s->duration_us = p->real_us;
	s->end_us = s->duration_us;
	if (l->n > 0)
		s->end_us += l->segments[l->n - 1].end_us;
	s->sequence = p->next++;
	s->breaks = p->breaks;
	p->breaks += p->breaks_here;
	l->segments = eresize(l->segments, l->n + 1, sizeof(*s));
	l->segments[l->n++] = *s;
	s->lines = (struct sbuf){ 0 };
	p->breaks_here = 0;
	p->real_us = -1;
}

static void
restart(struct cast_list *l, struct pending *p, struct slice value)
{
	num_int(value, 0, INT64_MAX, &p->next);
	p->segment.run = l->n;
	p->breaks = 0;
}

/* A tag of the list before its first segment, or one of the next segment. */
static void
keep_tag(struct cast_list *l, struct pending *p, struct slice line)
{
	static const struct slice of_list[] = {
		SLICE_INIT("#EXTM3U"), SLICE_INIT("#EXT-X-VERSION"),
		SLICE_INIT("#EXT-X-INDEPENDENT-SEGMENTS"),
		SLICE_INIT("#EXT-X-ALLOW-CACHE"), SLICE_INIT("#EXT-X-START"),
	};
	size_t i;

	for (i = 0; i < COUNT(of_list); i++) {
		if (slice_starts(line, of_list[i])) {
			keep(&l->head, line);
			return;
		}
	}
	keep(&p->segment.lines, line);
}

static void
read_tag(struct cast_list *l, struct pending *p, struct slice line)
{
	struct slice value = line;

	if (slice_skip(&value, SLICE("#EXT-X-MEDIA-SEQUENCE:"))) {
		restart(l, p, value);
	} else if (slice_starts(line, SLICE("#EXT-X-TARGETDURATION:"))) {
		p->segment.target = line;
	} else if (slice_starts(line, SLICE("#EXT-X-KEY:"))) {
		p->segment.key = line;
	} else if (slice_starts(line, SLICE("#EXT-X-MAP:"))) {
		p->segment.map = line;
	} else if (slice_skip(&value, SLICE("#duration "))) {
		p->real_us = seconds(value);
	} else if (!slice_starts(line, SLICE("#EXT-X-PLAYLIST-TYPE")) &&
	    !slice_starts(line, SLICE("#EXT-X-ENDLIST"))) {
		if (slice_skip(&value, SLICE("#EXTINF:")))
			p->segment.duration_us = seconds(value);
		if (slice_eq(line, SLICE("#EXT-X-DISCONTINUITY")))
			l->broken = p->breaks_here = 1;
		keep_tag(l, p, line);
	}
}

static struct cast_list *
read_list(struct slice text)
{
	struct cast_list *l = ezalloc(1, sizeof(*l));
	struct pending p = { .real_us = -1 };
	int media = slice_holds(text, SLICE("#EXTINF:"));

	l->text = text;
	while (media && text.n > 0) {
		struct slice line = slice_line(&text);

		if (line.n > 0 && *line.p == '#')
			read_tag(l, &p, line);
		else if (line.n > 0)
			add_segment(l, &p, line);
	}
	sbuf_free(&p.segment.lines);
	return l;
}

static void
add_file(struct cast *c, struct sbuf *path, const char *name)
{
	struct cast_file f = { .name = estrdup(name) };

	f.body = file_read(path);
	if (slice_ends(slice_str(name), SLICE(".m3u8")))
		f.list = read_list(f.body);
	c->files = eresize(c->files, c->n + 1, sizeof(f));
	c->files[c->n++] = f;
}

/* What dir/name leads to, files and all below folders. */
static void
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the folders */
add(struct cast *c, const char *dir, const char *name)
{
	struct sbuf path = { 0 }, below = { 0 };
	struct dirent *e;
	DIR *d;

	sbuf_printf(&path, "%s/%s", dir, name);
	sbuf_char(&path, '\0');
	d = opendir(path.p);
	if (d == NULL && errno != ENOTDIR)
		die_errno("%s", path.p);
	if (d == NULL)
		add_file(c, &path, name);
	while (d != NULL && (e = readdir(d)) != NULL) {
		if (*e->d_name == '.')
			continue;
		below.n = 0;
		sbuf_printf(&below, "%s%s%s", name, *name ? "/" : "",
		    e->d_name);
		sbuf_char(&below, '\0');
		add(c, dir, below.p);
	}
	if (d != NULL)
		closedir(d);
	sbuf_free(&path);
	sbuf_free(&below);
}

void
cast_load(struct cast *c, const char *dir)
{
	add(c, dir, "");
}

static void
free_list(struct cast_list *l)
{
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < l->n; i++)
		sbuf_free(&l->segments[i].lines);
	sbuf_free(&l->head);
	free(l->segments);
	free(l);
}

void
cast_free(struct cast *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		free_list(c->files[i].list);
		file_free(&c->files[i].body);
		free(c->files[i].name);
	}
	free(c->files);
}

const struct cast_file *
cast_find(const struct cast *c, struct slice name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (slice_eq(slice_str(c->files[i].name), name))
			return &c->files[i];
	return NULL;
}
