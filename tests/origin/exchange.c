/*
 * A request asked in advance (pipelined) is answered when the one before it is
 * done, and its delay counts from there.
 */
#include "clock.h"
#include "exchange.h"
#include "truth.h"

int
exchange_begin(struct server *s, struct exchange *x, struct slice in,
    int64_t read_us)
{
	struct inquiry q = { .request = &x->request };

	q.refusal = http_read(&x->request, in);
	if (q.refusal == 0)
		return 0;
	q.serial = ++s->requests;
	q.now_us = read_us > x->end_us ? read_us : x->end_us;
	if (q.refusal == 200)
		q.fault = rules_apply(s->rules, x->request.path, q.now_us);
	response_make(&x->response, &s->site, &q);
	if (s->link.rate_bytes > 0)
		x->response.plan.link = &s->link;
	send_start(&x->sender, &x->response.plan,
	    sbuf_view(&x->response.head));
	x->nreq++;
	x->fault = q.fault;
	x->refused = q.refusal != 200 || x->request.has_body;
	x->read_us = read_us;
	x->start_us = q.now_us + (q.fault ? q.fault->delay_us : 0);
	return 1;
}

void
exchange_end(struct server *s, struct exchange *x, int complete)
{
	int begun = x->sender.last_us != 0;
	struct truth t = {
		.req_us = x->read_us,
		.first_us = begun ? x->sender.first_us : 0,
		.last_us = x->sender.last_us,
		.conn = x->conn,
		.nreq = x->nreq,
		.method = x->request.method,
		.path = x->request.target,
		.agent = x->request.agent,
		.range = x->request.range,
		.status = begun ? x->response.status : 0,
		.sent = send_sent(&x->sender),
		.len = begun ? x->response.len : 0,
		.complete = complete,
	};

	if (x->fault != NULL)
		t.fault = sbuf_view(&x->fault->names);
	if (s->log.fd >= 0)
		truth_write(&s->log, &t);
	x->end_us = clock_mono();
}

void
exchange_free(struct exchange *x)
{
	response_free(&x->response);
	send_free(&x->sender);
}
