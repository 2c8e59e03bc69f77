/*
 * The rendered bodies, and their references.
 */
#include <stdlib.h>
#include <string.h>

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
	free(s->served.record);
}

void
snap_take(struct snap *s, const struct block *b, int64_t dropped)
{
	drop_bodies(s);
	s->fresh = b;
	s->scene.dropped = dropped;
	s->taken_us = clock_mono();
}

/* Only the records are changed: the rest stays the block's. */
static void
serve(struct snap *s, const struct block *b)
{
	struct record *own = s->served.record;
	size_t size = s->served.size;

	if (size < b->n) {
		size = b->size;
		own = eresize(own, size, sizeof(*own));
	}
	memcpy(own, b->record, b->n * sizeof(*own));
	s->served = *b;
	s->served.record = own;
	s->served.size = size;
	rising_apply(&s->rising, &s->served);
	s->scene.block = &s->served;
}

struct body *
snap_body(struct snap *s, enum format f)
{
	struct body *b = s->metrics[f];

	/* What nobody asked for is not held against what comes. */
	if (s->fresh != NULL)
		serve(s, s->fresh);
	s->fresh = NULL;
	if (b == NULL) {
		b = s->metrics[f] = ezalloc(1, sizeof(*b));
		b->refs = 1;
		families_render(&b->text, f, &s->scene);
	}
	return b;
}
