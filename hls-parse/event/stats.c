/*
 * Kinds beyond the table's size are counted together, as "others".
 */
#include <stdio.h>
#include <string.h>

#include "stats.h"

void
stats_record(struct stats *st, struct slice kind)
{
	size_t i;

	if (kind.n >= sizeof(st->other[0].kind))
		kind = SLICE("others");
	for (i = 0; i + 1 < COUNT(st->other) && st->other[i].n > 0; i++)
		if (slice_eq(kind, slice_str(st->other[i].kind)))
			break;
	if (st->other[i].n == 0) {
		if (i + 1 == COUNT(st->other))
			kind = SLICE("others");
		memcpy(st->other[i].kind, kind.p, kind.n);
	}
	st->other[i].n++;
}

static void
row(const char *name, int64_t n)
{
	fprintf(stderr, "%12lld %s\n", (long long)n, name);
}

void
stats_print(const struct stats *st, const struct flow *flow, double seconds)
{
	size_t i;

	row("lines", flow->lines);
	row("log", st->log);
	row("    a rule knows", st->known);
	row("    passed on as messages", st->messages);
	row("progress", st->progress);
	for (i = 0; i < COUNT(st->other) && st->other[i].n > 0; i++)
		row(st->other[i].kind, st->other[i].n);
	row("not understood (no valid record)", flow->garbled);
	fprintf(stderr, "%12.3f seconds", seconds);
	if (seconds > 0)
		fprintf(stderr, ", %.0f lines a second",
		    (double)flow->lines / seconds);
	fputc('\n', stderr);
}
