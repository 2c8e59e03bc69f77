/*
 * The connect and connect_fail events. Through a relay or a proxy FFmpeg sees
 * its connection to that alone: no address and no time then.
 */
#include "connect.h"
#include "event.h"
#include "life.h"
#include "request.h"

/* Microseconds, or -1 where that is no time of a connection. */
static int32_t
took(int64_t from_us, int64_t to_us)
{
	int64_t us = to_us - from_us;

	return us >= 0 && us <= INT32_MAX ? (int32_t)us : -1;
}

void
connect_begin(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;

	connect_give_up(p, s);
	h->tcp_us = t;
	if (h->first_us == 0)
		h->first_us = t;
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
connect_done(struct parse *p, struct session *s, int64_t t, struct peer peer)
{
	struct http *h = &s->http;
	struct handshake *k = &h->handshake;
	struct sbuf *b = h->tls ? &k->connect : &p->out.buf;

	if (h->tls) {
		connect_give_up(p, s);
		k->connect.n = 0;
		k->reason = NULL;
		k->since_us = t;
	}
	h->new_conn = h->connects = 1;
	h->connect_us = p->via || h->tcp_us == 0 ? -1 : took(h->tcp_us, t);
	h->tls_us = -1;
	record_begin(b, t, session_subject(s), "connect");
	if (!p->via)
		put_peer(b, peer);
	put_duration(p, b, "time", h->connect_us);
	if (!h->tls)
		record_end(b);
}

void
connect_fail(struct parse *p, struct session *s, int64_t t, struct peer peer,
    const char *reason)
{
	struct sbuf *b = session_event(p, s, t, "connect_fail");
	struct request *r = request_unanswered(&s->http);

	put_peer(b, peer);
	put_str(b, "reason", reason);
	record_end(b);
	/* Nothing was asked of whom it did not reach ... */
	if (!s->debug)
		s->http.open_us = 0;
	/* ... but before, on a connection that was dead. */
	if (r != NULL && r->reason == NULL)
		r->reason = "closed";
	s->http.failure = (struct failure){ reason, 0 };
}

/* Writes the connect event of a handshake, with what is known of it by now. */
static void
flush(struct parse *p, struct handshake *k, int64_t tls_us)
{
	struct sbuf *b = &p->out.buf;

	sbuf_slice(b, sbuf_view(&k->connect));
	if (tls_us >= 0)
		put_duration(p, b, "tls", tls_us);
	record_end(b);
}

void
connect_request(struct parse *p, struct session *s, int64_t t)
{
	struct handshake *k = &s->http.handshake;

	if (k->since_us == 0)
		return;
	s->http.tls_us = took(k->since_us, t);
	flush(p, k, s->http.tls_us);
	k->since_us = 0;
}

void
connect_tls_error(struct session *s, int64_t t, const char *reason)
{
	struct handshake *k = &s->http.handshake;

	if (k->since_us == 0)
		return;
	if (k->reason == NULL)
		k->failed_us = t;
	k->reason = reason;
}

void
connect_give_up(struct parse *p, struct session *s)
{
	struct handshake *k = &s->http.handshake;
	struct peer none = { SLICE_INIT(""), SLICE_INIT("") };

	if (k->since_us == 0)
		return;
	flush(p, k, -1);
	if (k->reason != NULL)
		connect_fail(p, s, k->failed_us, none, k->reason);
	k->since_us = 0;
	s->http.new_conn = 0;
}
