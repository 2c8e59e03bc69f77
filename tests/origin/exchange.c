/*
 * A request asked in advance (pipelined) is answered when the one before it is
 * done, and its delay counts from there.
 */
#include <fnmatch.h>
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "exchange.h"
#include "truth.h"

/* The stream begins anew at each request until that of who is awaited. */
static void
await(struct server *s, struct slice agent, int64_t now_us)
{
	struct timeline *t = &s->site.timeline;
	char *name;

	if (s->awaited == NULL)
		return;
	if (t->end_us != POLLER_NEVER)
		t->end_us += now_us - t->start_us;
	t->start_us = now_us;
	rules_start(s->rules, now_us);
	name = estrndup(agent.p, agent.n);
	if (fnmatch(s->awaited, name, 0) == 0)
		s->awaited = NULL;
	free(name);
}

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
	await(s, x->request.agent, q.now_us);
	if (q.refusal == 200)
		q.fault = rules_apply(s->rules, x->request.path,
		    x->request.agent, q.now_us);
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
