/*
 * Levenshtein's distance, a small table for each name: to be used once, before
 * the program ends.
 */
#include "nearest.h"

static size_t
least(size_t a, size_t b, size_t c)
{
	a = a < b ? a : b;
	return a < c ? a : c;
}

/* Edits from s to t, at most NEAREST_MAX long: one row of the table. */
static size_t
distance(struct slice s, struct slice t)
{
	size_t row[NEAREST_MAX + 1], i, k;

	for (k = 0; k <= t.n; k++)
		row[k] = k;
	for (i = 0; i < s.n; i++) {
		size_t before = row[0];

		row[0] = i + 1;
		for (k = 0; k < t.n; k++) {
			size_t same = before + (s.p[i] != t.p[k]);

			before = row[k + 1];
			row[k + 1] = least(same, before + 1, row[k] + 1);
		}
	}
	return row[t.n];
}

void
nearest_try(struct nearest *n, const char *name)
{
	struct slice s = slice_str(name);
	size_t edits;

	if (s.n > NEAREST_MAX)
		return;
	/* So many edits at least; what was typed may be of any length. */
	if ((n->typed.n > s.n ? n->typed.n - s.n : s.n - n->typed.n) >=
	    n->edits)
		return;
	edits = distance(n->typed, s);
	if (edits >= n->edits)
		return;
	n->edits = edits;
	memcpy(n->name, name, s.n + 1);
}
