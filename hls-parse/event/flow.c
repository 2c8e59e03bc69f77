/*
 * Events go into the output buffer at once; their order is that in which they
 * became known.
 */
#include "flow.h"
#include "redact.h"

struct slice
flow_redact(struct flow *flow, struct slice text, struct slice values)
{
	flow->scratch.n = flow->escaped.n = 0;
	if (values.n > 0) {
		redact_values(&flow->escaped, text, values);
		text = sbuf_view(&flow->escaped);
	}
	redact(&flow->scratch, text);
	return sbuf_view(&flow->scratch);
}

void
flow_free(struct flow *flow)
{
	sbuf_free(&flow->scratch);
	sbuf_free(&flow->escaped);
}
