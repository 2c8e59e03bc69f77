/*
 * What hls-spawn has redacted itself goes on as it is.
 */
#include "pass.h"

void
pass_on(struct parse *p, const struct record *r, struct slice line)
{
	struct sbuf *b = &p->flow.out.buf;
	struct slice rest = r->rest, values;
	struct field f;

	if (!slice_eq(r->kind, SLICE("start")) ||
	    !field_get(rest, "values", &values)) {
		sbuf_slice(b, line);
		sbuf_char(b, '\n');
		return;
	}
	sbuf_slice(b, (struct slice){ line.p, line.n - rest.n });
	b->n -= b->n > 0 && b->p[b->n - 1] == ' ';
	while (field_next(&rest, &f)) {
		if (slice_eq(f.key, SLICE("values")))
			continue;
		sbuf_char(b, ' ');
		sbuf_slice(b, f.key);
		sbuf_char(b, '=');
		sbuf_slice(b, f.value);
	}
	sbuf_char(b, '\n');
}
