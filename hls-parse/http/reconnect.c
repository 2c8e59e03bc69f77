/*
 * FFmpeg's own -reconnect: what it had of the body then, and when it does that
 * over and over. A loop is one that has brought nothing but itself.
 */
#include "connect.h"
#include "event/flow.h"
#include "http.h"
#include "life.h"

/* So many in a row are no mishap any more. */
#define LOOP_RECONNECTS 10

/*
 * The body of what is asked for again has ended. Where the server gave no
 * length, its end is where the connection's was.
 */
static void
end_body(const struct at *at, struct request *r, const struct broken *b)
{
	bool ended = b->reason == NULL || strcmp(b->reason, "closed") == 0;

	r->passed = true;
	if (ended && r->length < 0 && !r->chunked)
		r->length = b->bytes;
	if (r->missing == 0 && r->length > b->bytes)
		r->missing = r->length - b->bytes;
	if (ended && r->missing == 0) {
		life_ended(r, at->t, BASIS_CLOSE);
		r->proven = true;
	} else if (r->reason == NULL) {
		r->reason = ended ? "short" : b->reason;
	}
	life_pass_playlists(at);
}

static void
tell_loop(const struct at *at)
{
	struct http *h = &at->s->http;
	struct sbuf *b;

	if (++h->reconnects != LOOP_RECONNECTS)
		return;
	b = session_event(at, "loop");
	put_str(b, "type", transaction_names[h->type]);
	put_str(b, "kind", "reconnect");
	/* At info the log does not name the first playlist. */
	if (h->url.n > 0) {
		sbuf_str(b, " url=");
		sbuf_slice(b, sbuf_view(&h->url));
	}
	record_end(b);
}

void
http_reconnecting(const struct at *at, const struct broken *b)
{
	struct http *h = &at->s->http;
	struct request *r;

	/* Below debug: with a body behind it, the one before was asked for.
	 * One that finds nothing to ask for waits longer each time. */
	if (b->bytes > 0 && b->delay == 0)
		http_imply(at);
	connect_give_up(at);
	if (b->bytes > 0)
		life_assume(at);
	life_unheard(at);
	r = request_on(h, b->context);
	if (b->bytes > 0 && r != NULL && !r->told && r->head_us != 0 &&
	    !request_is_media(r))
		end_body(at, r, b);
	if (b->bytes > 0 && h->open_us == 0)
		tell_loop(at);
	h->open_us = at->t;
	h->retry = true;
}
