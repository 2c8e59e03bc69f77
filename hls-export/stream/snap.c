/*
 * The rendered bodies, and their references.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "snap.h"

struct body *
body_hold(struct body *b)
{
	b->refs++;
	return b;
}

void
body_drop(struct body *b)
{
	if (b == NULL || --b->refs > 0)
		return;
	sbuf_free(&b->text);
	free(b);
}

void
snap_init(struct snap *s, const struct export_settings *set)
{
	*s = (struct snap){ .scene.set = set };
}

static void
drop_bodies(struct snap *s)
{
	int f;

	for (f = 0; f < FORMATS; f++) {
		body_drop(s->metrics[f]);
		s->metrics[f] = NULL;
	}
}

void
snap_free(struct snap *s)
{
	drop_bodies(s);
	rising_free(&s->rising);
}

void
snap_take(struct snap *s, struct block *b, int64_t dropped)
{
	drop_bodies(s);
	s->scene.block = s->fresh = b;
	s->scene.dropped = dropped;
	s->taken_us = clock_mono();
}

struct body *
snap_body(struct snap *s, enum format f)
{
	struct body *b = s->metrics[f];

	/* What nobody asked for is not held against what comes. */
	if (s->fresh != NULL)
		rising_apply(&s->rising, s->fresh);
	s->fresh = NULL;
	if (b == NULL) {
		b = s->metrics[f] = ezalloc(1, sizeof(*b));
		b->refs = 1;
		families_render(&b->text, f, &s->scene);
	}
	return b;
}
