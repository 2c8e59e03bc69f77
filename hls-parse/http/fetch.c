/*
 * Writing the events of a request. A figure the log does not give is left out.
 */
#include "event/flow.h"
#include "fetch.h"
#include "key.h"

static const char *const basis_names[] = {
	[BASIS_MEDIA] = "media", [BASIS_CHUNK] = "chunk",
	[BASIS_CLOSE] = "close", [BASIS_PARSED] = "parsed",
	[BASIS_UPPER] = "upper",
};

static void
put_type(struct sbuf *b, const struct request *r)
{
	put_int(b, "n", r->n);
	put_str(b, "type", transaction_names[r->type]);
}

/* Begins an event about r, which stands behind its request event. */
static struct sbuf *
begin(const struct at *at, struct request *r, const char *kind)
{
	struct sbuf *b;

	fetch_request(at, r);
	b = session_event(at, kind);
	put_type(b, r);
	return b;
}

/* "bytes=0-99" as range=0-99 */
static void
put_range(struct sbuf *b, const struct request *r)
{
	put_int(b, "range", r->range_from);
	sbuf_char(b, '-');
	if (r->range_to >= 0)
		sbuf_int(b, r->range_to);
}

/* What an answer told, and what all but void and abort end with. */
static void
put_answer(const struct at *at, struct sbuf *b, const struct request *r)
{
	put_duration(&at->p->flow, b, "connect", r->connect_us);
	put_duration(&at->p->flow, b, "tls", r->tls_us);
	if (r->range_from >= 0)
		put_range(b, r);
	if (r->cache.result != CACHE_UNKNOWN)
		put_str(b, "cache", cache_name(r->cache.result));
	if (r->age_s >= 0)
		put_micro(b, "age", r->age_s * SECOND_US);
	if (r->empty)
		put_int(b, "media", 0);
	if (r->first && at->s->http.known_first && at->s->http.nknown > 1)
		put_int(b, "multivariant", 1);
}

static void
put_tail(struct sbuf *b, const struct request *r)
{
	if (r->conn_told)
		put_str(b, "conn", r->reused ? "reused" : "new");
	if (r->redirects > 0)
		put_int(b, "redirects", r->redirects);
	if (r->retry)
		put_int(b, "retry", 1);
	sbuf_str(b, " url=");
	sbuf_slice(b, sbuf_view(&r->url));
	record_end(b);
}

void
fetch_request(const struct at *at, struct request *r)
{
	struct at sent = at_time(at, r->sent_us);
	struct sbuf *b;

	if (r->announced)
		return;
	r->announced = 1;
	b = session_event(&sent, "request");
	put_type(b, r);
	put_duration(&at->p->flow, b, "interval", r->interval_us);
	put_duration(&at->p->flow, b, "late", r->late_us);
	put_tail(b, r);
}

/* RFC 9110, 6.4.1 */
static int
has_body(const struct request *r)
{
	return r->status == 0 || (r->status >= 200 && r->status != 204 &&
	    r->status != 304);
}

/* Whether the log bounds its end. A paced body ends when it is played. */
static bool
is_timed(const struct at *at, const struct request *r)
{
	return !at->p->flow.timeless && r->basis != BASIS_NONE && has_body(r) &&
	    r->end_us >= r->sent_us &&
	    !r->implied && (r->type != T_SEGMENT ||
	    session_pace(at) == PACE_OFF);
}

void
fetch_done(const struct at *at, struct request *r)
{
	bool timed = is_timed(at, r);
	struct at end = at_time(at, timed ? r->end_us : at->t);
	struct sbuf *b = begin(&end, r, "fetch");

	if (r->status != 0)
		put_int(b, "status", r->status);
	if (r->first_us != 0)
		put_duration(&at->p->flow, b, "ttfb", r->first_us - r->sent_us);
	if (timed) {
		put_duration(&at->p->flow, b, "time", r->end_us - r->sent_us);
		put_str(b, "basis", basis_names[r->basis]);
	}
	if (r->length >= 0)
		put_int(b, "bytes", r->length);
	put_answer(at, b, r);
	put_tail(b, r);
	key_came(&end, r);
}

const char *
fetch_reason(const struct request *r)
{
	if (r->reason != NULL)
		return r->reason;
	if (r->status == 0 && r->redirects >= REDIRECTS_MAX)
		return "redirects";
	if (r->relay)
		return "relay";
	return r->status >= 400 ? "http" : r->status ? "short" : "noresponse";
}

void
fetch_fail(const struct at *at, struct request *r)
{
	struct sbuf *b = begin(at, r, "fetch_fail");

	if (r->status != 0)
		put_int(b, "status", r->status);
	put_str(b, "reason", fetch_reason(r));
	if (r->first_us != 0)
		put_duration(&at->p->flow, b, "ttfb", r->first_us - r->sent_us);
	if (r->status != 0 && r->status < 400 && r->length >= r->missing)
		put_int(b, "bytes", r->length - r->missing);
	put_answer(at, b, r);
	put_tail(b, r);
}

void
fetch_void(const struct at *at, struct request *r)
{
	record_end(begin(at, r, "void"));
}

void
fetch_abort(const struct at *at, struct request *r)
{
	record_end(begin(at, r, "abort"));
}
