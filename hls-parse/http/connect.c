/*
 * The connect and connect_fail events. Through a relay or a proxy FFmpeg sees
 * its connection to that alone: no address and no time then.
 */
#include "connect.h"
#include "event/flow.h"
#include "session/request.h"

/* Microseconds, or -1 where that is no time of a connection. */
static int32_t
took(int64_t from_us, int64_t to_us)
{
	int64_t us = to_us - from_us;

	return us >= 0 && us <= INT32_MAX ? (int32_t)us : -1;
}

void
connect_begin(const struct at *at)
{
	struct http *h = &at->s->http;

	connect_give_up(at);
	h->tcp_us = at->t;
	if (h->first_us == 0)
		h->first_us = at->t;
}

static void
put_peer(struct sbuf *b, struct peer peer)
{
	if (peer.addr.n > 0)
		put_slice(b, "addr", peer.addr);
	if (peer.port.n > 0)
		put_slice(b, "port", peer.port);
}

void
connect_done(const struct at *at, struct peer peer)
{
	struct http *h = &at->s->http;
	struct handshake *k = &h->handshake;
	struct sbuf *b = h->tls ? &k->connect : &at->p->flow.out.buf;

	if (h->tls) {
		connect_give_up(at);
		k->connect.n = 0;
		k->reason = NULL;
		k->since_us = at->t;
	}
	h->new_conn = h->connects = 1;
	h->connect_us = at->p->via || h->tcp_us == 0 ? -1 :
	    took(h->tcp_us, at->t);
	h->tls_us = -1;
	record_begin(b, at->t, session_subject(at->s), "connect");
	if (!at->p->via)
		put_peer(b, peer);
	put_duration(&at->p->flow, b, "time", h->connect_us);
	if (!h->tls)
		record_end(b);
}

void
connect_fail(const struct at *at, struct peer peer, const char *reason)
{
	struct sbuf *b = session_event(at, "connect_fail");
	struct request *r = request_unanswered(&at->s->http);

	put_peer(b, peer);
	put_str(b, "reason", reason);
	record_end(b);
	/* Nothing was asked of whom it did not reach ... */
	if (!at->s->debug)
		at->s->http.open_us = 0;
	/* ... but before, on a connection that was dead. */
	if (r != NULL && r->reason == NULL)
		r->reason = "closed";
	at->s->http.failure = (struct failure){ .reason = reason,
		.unreached = true };
}

/* Writes the connect event of a handshake, with what is known of it by now. */
static void
flush(struct parse *p, struct handshake *k, int64_t tls_us)
{
	struct sbuf *b = &p->flow.out.buf;

	if (k->connect.n == 0)
		return;
	sbuf_slice(b, sbuf_view(&k->connect));
	if (tls_us >= 0)
		put_duration(&p->flow, b, "tls", tls_us);
	record_end(b);
}

void
connect_request(const struct at *at)
{
	struct handshake *k = &at->s->http.handshake;

	if (k->since_us == 0)
		return;
	at->s->http.tls_us = took(k->since_us, at->t);
	flush(at->p, k, at->s->http.tls_us);
	k->since_us = 0;
}

void
connect_tls_error(const struct at *at, const char *reason)
{
	struct handshake *k = &at->s->http.handshake;

	/* Above verbose the log does not show that it began. */
	if (!at->s->debug && !at->s->http.connects &&
	    (k->since_us == 0 || strcmp(reason, "tls") == 0)) {
		connect_give_up(at);
		k->since_us = at->t;
		k->connect.n = 0;
		k->reason = NULL;
	}
	if (k->since_us == 0)
		return;
	if (k->reason == NULL)
		k->failed_us = at->t;
	k->reason = reason;
}

void
connect_give_up(const struct at *at)
{
	struct handshake *k = &at->s->http.handshake;
	struct at failed = at_time(at, k->failed_us);
	struct peer none = { SLICE_INIT(""), SLICE_INIT("") };

	if (k->since_us == 0)
		return;
	flush(at->p, k, -1);
	if (k->reason != NULL)
		connect_fail(&failed, none, k->reason);
	k->since_us = 0;
	at->s->http.new_conn = 0;
}
