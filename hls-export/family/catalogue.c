/*
 * Series with one name stand far apart in the catalogue (fetches_total of each
 * type); the formats want them together.
 */
#include <math.h>

#include "format/number.h"
#include "group.h"
#include "parts.h"

/* What this file exports: distributions have their own. */
static int
is_ours(const struct metric *m)
{
	return m->prom[0] != '\0' && !metric_is_sketch(m);
}

static int
same_family(const struct metric *m, const struct metric *other)
{
	return is_ours(other) && strcmp(m->prom, other->prom) == 0;
}

static void
series(struct expo *e, const struct block *b, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	struct labels l = { 0 };
	int64_t v = 0;
	int known = block_value(b, W_ALL, id, &v);

	labels_constant(&l, m->labels);
	if (group_splits(b, id))
		group_series(e, b, id, v);
	else if (known || (metric_is_counter(m) && m->a == 0))
		expo_number(e, &l, number_of(m->unit, v));
	else if (m->kind == METRIC_RATIO)
		expo_number(e, &l, NAN);
}

static void
family(struct expo *e, const struct block *b, enum metric_id first)
{
	const struct metric *m = &metrics[first];
	int i;

	expo_family(e, (struct family){ m->prom, metric_is_counter(m) ?
	    FAMILY_COUNTER : FAMILY_GAUGE, m->unit, metric_help(m) });
	for (i = (int)first; i < METRICS; i++)
		if (same_family(m, &metrics[i]))
			series(e, b, (enum metric_id)i);
}

void
catalogue_render(struct expo *e, const struct block *b)
{
	int i, k;

	for (i = 0; i < METRICS; i++) {
		if (!is_ours(&metrics[i]))
			continue;
		for (k = 0; k < i; k++)
			if (same_family(&metrics[i], &metrics[k]))
				break;
		if (k == i)
			family(e, b, (enum metric_id)i);
	}
}
