/*
 * Requests are counted when they end. Nothing is estimated: a figure the
 * record does not give stays out of its sketch.
 */
#include <stdio.h>

#include "cache.h"
#include "exchange.h"
#include "fields.h"
#include "playlist.h"
#include "retry.h"
#include "transfer.h"
#include "variant.h"

static void
in_flight(struct scope *in, enum transaction_type type, int n)
{
	if (in->who != NULL)
		session_inflight(in->fold, in->who, type, n);
}

/* The classes of statuses, as far as there was a response. */
static void
count_class(struct scope *in, const struct exchange *t)
{
	if (t->redirects > 0)
		scope_count(in, M_HTTP_3XX, t->redirects);
	if (t->status >= 200 && t->status < 600 && t->status / 100 != 3)
		scope_count(in, t->status < 300 ? M_HTTP_2XX :
		    t->status < 500 ? M_HTTP_4XX : M_HTTP_5XX, 1);
}

/* By what the request is or was answered. */
static void
count_in_parts(struct scope *in, const struct exchange *t)
{
	char text[VARIANT_NAME_MAX];
	size_t n;

	if (in->figures->by[BY_STATUS].counted && t->status >= 0) {
		n = (size_t)snprintf(text, sizeof(text), "%d", (int)t->status);
		scope_add(in, BY_STATUS, (struct slice){ text, n });
	}
	if (t->type == T_SEGMENT && in->figures->by[BY_VARIANT].counted) {
		n = variant_name(t->url, text);
		scope_add(in, BY_VARIANT, (struct slice){ text, n });
	}
}

/* What complete and failed requests have in common. */
static void
ended(struct scope *in, const struct exchange *t)
{
	in_flight(in, t->type, -1);
	if (in->who != NULL)
		in->who->denied = t->status >= 400;
	count_in_parts(in, t);
	scope_count(in, METRIC_OF(REQUESTS, t->type), 1);
	scope_count(in, METRIC_OF(REUSED, t->type), t->reused);
	scope_count(in, M_HTTP_REQUESTS, 1);
	scope_count(in, M_HTTP_REUSED, t->reused);
	count_class(in, t);
}

static enum transaction_type
type_of(const struct record *r)
{
	struct slice s;

	return field_get(r->rest, "type", &s) ? fields_type(s) : T_OTHER;
}

static void
read_exchange(const struct scope *in, struct exchange *t,
    const struct record *r)
{
	exchange_read(t, r->rest);
	if (scope_timeless(in))
		exchange_timeless(t);
}

void
transfer_request(struct scope *in, const struct record *r)
{
	struct exchange t;

	exchange_asked(&t, r->rest);
	if (scope_timeless(in))
		exchange_timeless(&t);
	in_flight(in, t.type, 1);
	if (t.type == T_PLAYLIST)
		playlist_request(in, &t);
	if (t.type != T_SEGMENT || in->who == NULL)
		return;
	session_requested(in->who, t.n, r->time_us);
	if (in->who->attempts != NULL && t.url.n > 0)
		retry_request(in, t.n, t.url);
}

static int64_t
known(int64_t us)
{
	return us > 0 ? us : 0;
}

/* The try that a record of an end tells of. */
static struct attempt
attempt_of(const struct scope *in, const struct record *r,
    const struct exchange *t)
{
	int64_t from = session_request_time(in->who, t->n);

	if (from < 0)
		from = r->time_us - known(t->time_us >= 0 ? t->time_us :
		    t->ttfb_us);
	return (struct attempt){ .n = t->n, .url = t->url, .range = t->range,
		/* A redirect that leads nowhere is no answer. */
		.answered = t->status >= 0 && t->status < 300,
		.denied = t->status >= 400,
		.from_us = from - known(t->connect_us) - known(t->tls_us),
		.to_us = r->time_us };
}

/*
 * A segment is there: at its first try, or after failures. One of which no
 * media came is lost all the same.
 */
static void
delivered(struct scope *in, const struct record *r, const struct exchange *t)
{
	int64_t us = t->time_us < 0 ? -1 : t->time_us + known(t->connect_us) +
	    known(t->tls_us);
	struct session *s = in->who;
	struct attempt try;
	int64_t from;

	if (s == NULL) {
		retry_ended(in, t->empty, t->bounded ? -1 : us);
		return;
	}
	s->segment_end_us = r->time_us;
	if (s->attempts != NULL) {
		try = attempt_of(in, r, t);
		if (retry_delivered(in, &try, &from))
			us = t->time_us < 0 ? -1 : r->time_us - from;
	}
	retry_ended(in, t->empty, t->bounded ? -1 : us);
}

/* What a complete segment adds to the figures of its client. */
static void
credit(struct scope *in, const struct exchange *t)
{
	struct account *own = scope_account(in);

	if (own == NULL)
		return;
	own->bytes += known(t->bytes);
	if (t->type != T_SEGMENT)
		return;
	own->segments++;
	if (t->ttfb_us < 0)
		return;
	own->ttfb_us += t->ttfb_us;
	own->ttfbs++;
}

static void
count_bytes(struct scope *in, const struct exchange *t)
{
	if (t->bytes < 0)
		return;
	scope_count(in, METRIC_OF(BYTES, t->type), t->bytes);
	scope_count(in, M_HTTP_BYTES, t->bytes);
	scope_sample(in, METRIC_OF(SIZE, t->type), t->bytes);
}

static void
count_times(struct scope *in, const struct exchange *t)
{
	int64_t bandwidth = in->figures->run.bandwidth;

	scope_time(in, METRIC_OF(TTFB, t->type), t->ttfb_us);
	if (t->time_us < 0 || t->bounded)
		return;
	scope_sample(in, METRIC_OF(TIME, t->type), t->time_us);
	if (t->type != T_SEGMENT || t->bytes < 0 || bandwidth <= 0)
		return;
	/* bits per second * seconds; the product stays far below 2^63. */
	scope_count(in, M_BANDWIDTH_BITS, t->bytes * 8);
	scope_count(in, M_BANDWIDTH_DECLARED, (int64_t)((double)t->time_us *
	    (double)bandwidth / 1e6));
}

/* One that is complete by HTTP, and yet nothing that can be played. */
static void
name_useless(struct scope *in, const struct exchange *t)
{
	const char *what = transaction_names[t->type];

	if (t->bytes == 0 && (t->type == T_SEGMENT || t->type == T_INIT))
		scope_fault(in, what, SLICE("empty"));
	else if (t->empty)
		scope_fault(in, what, SLICE("without media"));
}

void
transfer_fetch(struct scope *in, const struct record *r)
{
	struct exchange t;

	read_exchange(in, &t, r);
	ended(in, &t);
	scope_count(in, METRIC_OF(COUNT, t.type), 1);
	name_useless(in, &t);
	count_bytes(in, &t);
	count_times(in, &t);
	cache_count(in, t.cache, t.age_us);
	credit(in, &t);
	if (t.type == T_SEGMENT)
		delivered(in, r, &t);
}

/* By status where the server gave one, else by the reason: "segment 503". */
static void
name_fault(struct scope *in, const struct record *r, const struct exchange *t)
{
	const char *what = transaction_names[t->type];
	struct slice status;

	if (t->status >= 400 && field_get(r->rest, "status", &status))
		scope_fault(in, what, status);
	else
		scope_fault(in, what, t->reason.n > 0 ? t->reason :
		    SLICE("failed"));
}

static void
count_reason(const struct scope *in, const struct exchange *t)
{
	scope_count(in, t->status >= 400 ? M_HTTP_STATUS :
	    metric_by_word(M_NO_BODY_FIRST, M_HTTP_NO_RESPONSE, t->reason), 1);
}

void
transfer_fail(struct scope *in, const struct record *r)
{
	struct exchange t;
	struct attempt try;
	unsigned code;

	read_exchange(in, &t, r);
	/* Our own relay's word, and no server's. */
	if (slice_eq(t.reason, SLICE("relay")))
		t.status = -1;
	ended(in, &t);
	scope_count(in, METRIC_OF(FAIL, t.type), 1);
	scope_count(in, METRIC_OF(DENIED, t.type), t.status >= 400);
	scope_count(in, M_HTTP_ERROR_COUNT, 1);
	scope_count(in, M_HTTP_TIMEOUT, slice_eq(t.reason, SLICE("timeout")));
	count_reason(in, &t);
	if (t.status >= 400) {
		code = code_counter(&in->figures->codes, t.status);
		if (code < TALLY_COUNTERS)
			scope_count(in, code, 1);
	}
	name_fault(in, r, &t);
	scope_erred(in);
	if (in->who != NULL && t.type == T_SEGMENT) {
		try = attempt_of(in, r, &t);
		retry_fail(in, &try);
	}
}

/* Without an outcome: the segment may be tried again or not. */
static void
closed(struct scope *in, const struct record *r)
{
	int64_t n;

	if (in->who != NULL && field_int(r->rest, "n", &n) && n > 0)
		retry_closed(in->who, n);
}

void
transfer_void(struct scope *in, const struct record *r)
{
	in_flight(in, type_of(r), -1);
	closed(in, r);
}

void
transfer_abort(struct scope *in, const struct record *r)
{
	enum transaction_type type = type_of(r);

	in_flight(in, type, -1);
	scope_count(in, METRIC_OF(ABORTED, type), 1);
	closed(in, r);
}
