/*
 * The layout only; what a row is of is known to who writes it.
 */
#include "row.h"

#define LABEL_WIDTH 12

int64_t
row_total(const struct figures *f, unsigned id)
{
	return f->windows.all.counter[id];
}

void
row_label(struct sbuf *b, const char *name)
{
	sbuf_printf(b, "%-*s", LABEL_WIDTH, name);
}

void
row_join(struct sbuf *b, int *parts)
{
	if ((*parts)++ > 0)
		sbuf_str(b, ", ");
}

void
row_some(struct sbuf *b, int *parts, int64_t n, const char *name)
{
	if (n == 0)
		return;
	row_join(b, parts);
	sbuf_printf(b, "%lld %s", (long long)n, name);
}
