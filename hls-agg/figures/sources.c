/*
 * The first ones are kept.
 */
#include "record.h"
#include "sources.h"

void
sources_note(struct sources *s, struct slice name, const int64_t n[3])
{
	struct source_note *note = &s->note[s->n];

	s->all++;
	if (!source_is_foreign(n[0], n[1]) && n[2] > 0)
		return;
	s->poor++;
	if (s->n == SOURCES_KEPT)
		return;
	s->n++;
	note->lines = n[0];
	note->known = n[1];
	note->hls = n[2];
	unescape(&note->name, name);
}

void
sources_free(struct sources *s)
{
	while (s->n > 0)
		sbuf_free(&s->note[--s->n].name);
}
