/*
 * Writing the events of a request. A figure the log does not give is left out.
 */
#include "fetch.h"

static const char *const basis_names[] = {
	[BASIS_MEDIA] = "media", [BASIS_CHUNK] = "chunk",
	[BASIS_CLOSE] = "close", [BASIS_PARSED] = "parsed",
	[BASIS_UPPER] = "upper",
};

static struct sbuf *
begin(struct parse *p, struct session *s, int64_t t, const char *kind)
{
	record_begin(&p->out.buf, t, session_subject(s), kind);
	return &p->out.buf;
}

static void
put_type(struct sbuf *b, const struct request *r)
{
	put_int(b, "n", r->n);
	put_str(b, "type", transaction_names[r->type]);
}

/* What all but void and abort end with. */
static void
put_tail(struct sbuf *b, const struct request *r)
{
	put_str(b, "conn", r->reused ? "reused" : "new");
	if (r->redirects > 0)
		put_int(b, "redirects", r->redirects);
	if (r->retry)
		put_int(b, "retry", 1);
	put_slice(b, "url", sbuf_view(&r->url));
	record_end(b);
}

void
fetch_request(struct parse *p, struct session *s, const struct request *r)
{
	struct sbuf *b = begin(p, s, r->sent_us, "request");

	put_type(b, r);
	put_tail(b, r);
}

void
fetch_done(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	int timed = r->basis != BASIS_NONE && r->end_us >= r->sent_us;
	struct sbuf *b = begin(p, s, timed ? r->end_us : t, "fetch");

	put_type(b, r);
	if (r->status != 0)
		put_int(b, "status", r->status);
	if (r->first_us != 0)
		put_micro(b, "ttfb", r->first_us - r->sent_us);
	if (timed) {
		put_micro(b, "time", r->end_us - r->sent_us);
		put_str(b, "basis", basis_names[r->basis]);
	}
	if (r->length >= 0)
		put_int(b, "bytes", r->length);
	put_tail(b, r);
}

void
fetch_fail(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	struct sbuf *b = begin(p, s, t, "fetch_fail");

	put_type(b, r);
	if (r->status != 0)
		put_int(b, "status", r->status);
	put_str(b, "reason", r->reason ? r->reason :
	    r->status >= 400 ? "http" : r->status ? "short" : "noresponse");
	if (r->first_us != 0)
		put_micro(b, "ttfb", r->first_us - r->sent_us);
	if (r->status != 0 && r->status < 400 && r->length >= r->missing)
		put_int(b, "bytes", r->length - r->missing);
	put_tail(b, r);
}

/* An end of which there is no more to say. */
static void
put_bare(struct parse *p, struct session *s, int64_t t,
    const struct request *r, const char *kind)
{
	struct sbuf *b = begin(p, s, t, kind);

	put_type(b, r);
	record_end(b);
}

void
fetch_void(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	put_bare(p, s, t, r, "void");
}

void
fetch_abort(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	put_bare(p, s, t, r, "abort");
}
