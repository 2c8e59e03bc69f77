/*
 * Every segment in memory: 21 MB.
 */
#include "file.h"
#include "media.h"
#include "sbuf.h"

const char *
media_suffix(enum packaging pack)
{
	return pack == PACK_TS ? "ts" : "m4s";
}

static void
load_rendition(struct rendition *r, const char *dir, const char *name,
    enum packaging pack)
{
	struct sbuf path = { 0 };
	int i;

	if (pack == PACK_FMP4) {
		sbuf_printf(&path, "%s/%s_init.mp4", dir, name);
		r->init = file_read(&path);
	}
	for (i = 0; i < SEGMENTS; i++) {
		sbuf_printf(&path, "%s/%s_%06d.%s", dir, name, i,
		    media_suffix(pack));
		r->segments[i] = file_read(&path);
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

void
media_free(struct media *m)
{
	int i, pack, k;

	for (i = 0; i < VARIANTS; i++) {
		for (pack = 0; pack < PACKAGINGS; pack++) {
			struct rendition *r = &m->variants[i].in[pack];

			file_free(&r->init);
			for (k = 0; k < SEGMENTS; k++)
				file_free(&r->segments[k]);
		}
	}
}
