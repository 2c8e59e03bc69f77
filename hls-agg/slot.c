/*
 * Dense to sparse and back. Nothing is allocated once a slot has seen its
 * largest second.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "slot.h"

static void
append(struct slot *s, int sketch, int index, int64_t count)
{
	while (count > 0) {
		uint32_t part = count > UINT32_MAX ? UINT32_MAX :
		    (uint32_t)count;

		if (s->pairs == s->room) {
			s->room = s->room ? 2 * s->room : 64;
			s->pair = eresize(s->pair, s->room, sizeof(*s->pair));
		}
		s->pair[s->pairs++] = (struct slot_pair){ (uint16_t)sketch,
			(int16_t)index, part };
		count -= part;
	}
}

static void
append_sketch(struct slot *s, int sketch, const struct hist *h)
{
	int i;

	append(s, sketch, HIST_LOW - 1, h->zero);
	for (i = h->lowest; i <= h->highest; i++)
		append(s, sketch, i,
		    hist_count(h, i) - (i == HIST_HIGH ? h->clamped : 0));
	append(s, sketch, HIST_HIGH + 1, h->clamped);
}

void
slot_close(struct slot *s, const struct tally *t, int64_t at_us)
{
	int i;

	s->at_us = at_us;
	s->span_us = t->span_us;
	s->pairs = 0;
	memcpy(s->counter, t->counter, sizeof(s->counter));
	for (i = 0; i < SKETCHES; i++) {
		const struct hist *h = &t->sketch[i];

		s->sketch[i] = (struct slot_sketch){ h->n, h->sum, h->min,
			h->max };
		if (h->n > 0)
			append_sketch(s, i, h);
	}
}

void
slot_free(struct slot *s)
{
	free(s->pair);
	s->pair = NULL;
}

static void
apply(const struct slot *s, struct tally *sum, int sign)
{
	size_t k;
	int i;

	sum->span_us += sign * s->span_us;
	for (i = 0; i < TALLY_COUNTERS; i++)
		sum->counter[i] += sign * s->counter[i];
	for (i = 0; i < SKETCHES; i++)
		sum->sketch[i].sum += sign * s->sketch[i].sum;
	for (k = 0; k < s->pairs; k++)
		hist_adjust(&sum->sketch[s->pair[k].sketch], s->pair[k].index,
		    sign * (int64_t)s->pair[k].count);
}

void
slot_add(const struct slot *s, struct tally *sum)
{
	apply(s, sum, 1);
}

void
slot_take(const struct slot *s, struct tally *sum)
{
	apply(s, sum, -1);
}
