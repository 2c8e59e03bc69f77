/*
 * Events go into the output buffer at once; their order is that in which they
 * became known.
 */
#include "flow.h"
#include "redact.h"

void
put_redacted(struct flow *flow, struct sbuf *b, const char *key,
    struct slice text)
{
	flow->scratch.n = 0;
	redact(&flow->scratch, text);
	put_slice(b, key, sbuf_view(&flow->scratch));
}

void
flow_free(struct flow *flow)
{
	sbuf_free(&flow->scratch);
	sbuf_free(&flow->escaped);
}
