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

/*
 * Of each figure of ours the next one of its family, METRICS behind the last,
 * and whether it is the first: looked up once.
 */
static struct {
	int known;
	int next[METRICS], begins[METRICS];
} families;

/* The figure behind this one with its name. */
static int
find_next(int i)
{
	const char *name = metrics[i].prom;

	while (++i < METRICS)
		if (is_ours(&metrics[i]) &&
		    strcmp(metrics[i].prom, name) == 0)
			break;
	return i;
}

static void
look_up(void)
{
	int i;

	for (i = 0; i < METRICS; i++)
		families.begins[i] = is_ours(&metrics[i]);
	for (i = 0; i < METRICS; i++) {
		families.next[i] = find_next(i);
		if (is_ours(&metrics[i]) && families.next[i] < METRICS)
			families.begins[families.next[i]] = 0;
	}
	families.known = 1;
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
	for (i = (int)first; i < METRICS; i = families.next[i])
		series(e, b, (enum metric_id)i);
}

void
catalogue_render(struct expo *e, const struct block *b)
{
	int i;

	if (!families.known)
		look_up();
	for (i = 0; i < METRICS; i++)
		if (families.begins[i])
			family(e, b, (enum metric_id)i);
}
