/*
 * Levenshtein's distance to every path of the catalogue: some thousand small
 * tables, once, before the program ends.
 */
#include <stdio.h>

#include "metric.h"
#include "nearest.h"

#define PATH_MAX_BYTES 63
#define NEAR 4			/* beyond that many edits it is a guess */

struct best {
	size_t edits;
	char path[PATH_MAX_BYTES + 1];
};

static size_t
least(size_t a, size_t b, size_t c)
{
	a = a < b ? a : b;
	return a < c ? a : c;
}

/* Edits from s to t, at most PATH_MAX_BYTES long: one row of the table. */
static size_t
distance(struct slice s, const char *t)
{
	size_t row[PATH_MAX_BYTES + 1], n = strlen(t), i, k;

	for (k = 0; k <= n; k++)
		row[k] = k;
	for (i = 0; i < s.n; i++) {
		size_t before = row[0];

		row[0] = i + 1;
		for (k = 0; k < n; k++) {
			size_t same = before + (s.p[i] != t[k]);

			before = row[k + 1];
			row[k + 1] = least(same, before + 1, row[k] + 1);
		}
	}
	return row[n];
}

static void
consider(struct best *best, struct slice typed, const char *path,
    const char *key)
{
	char full[PATH_MAX_BYTES + 1];
	size_t edits;

	if ((size_t)snprintf(full, sizeof(full), "%s%s%s", path,
	    *key ? "." : "", key) >= sizeof(full))
		return;
	edits = distance(typed, full);
	if (edits >= best->edits)
		return;
	best->edits = edits;
	memcpy(best->path, full, sizeof(full));
}

void
nearest_path(struct slice typed, struct sbuf *b)
{
	struct best best = { .edits = NEAR + 1 };
	int id, i;

	for (id = 0; id < METRICS; id++) {
		if (!metric_is_sketch(&metrics[id])) {
			consider(&best, typed, metrics[id].path, "");
			continue;
		}
		for (i = 0; i < STATS; i++)
			if (metric_has_stat(&metrics[id], i))
				consider(&best, typed, metrics[id].path,
				    sketch_stats[i].key);
	}
	if (best.edits <= NEAR)
		sbuf_printf(b, " (%s?)", best.path);
}
