/*
 * Requests are counted when they end. Nothing is estimated: a figure the
 * record does not give stays out of its sketch.
 */
#include "num.h"
#include "transfer.h"

/* What is beyond 1 TiB is no measurement. */
#define BYTES_MAX (INT64_C(1) << 40)

/* The fields of a transaction; -1 for a number that is not there. */
struct transfer {
	enum transaction_type type;
	int64_t status;
	int64_t ttfb_us, time_us;
	int64_t bytes;
	int reused;		/* on a kept-alive connection */
	int bounded;		/* time_us is only an upper bound */
	struct slice reason;
};

static enum transaction_type
read_type(struct slice s)
{
	int i;

	for (i = 0; i < T_OTHER; i++)
		if (slice_eq(s, (struct slice){ transaction_names[i],
		    strlen(transaction_names[i]) }))
			break;
	return (enum transaction_type)i;
}

static int64_t
read_number(struct slice s, int64_t max)
{
	int64_t v;

	return num_int(s, 0, max, &v) == 0 ? v : -1;
}

static void
read_field(struct transfer *t, const struct field *f)
{
	if (slice_eq(f->key, SLICE("type")))
		t->type = read_type(f->value);
	else if (slice_eq(f->key, SLICE("status")))
		t->status = read_number(f->value, 999);
	else if (slice_eq(f->key, SLICE("ttfb")))
		t->ttfb_us = agg_time(f->value);
	else if (slice_eq(f->key, SLICE("time")))
		t->time_us = agg_time(f->value);
	else if (slice_eq(f->key, SLICE("bytes")))
		t->bytes = read_number(f->value, BYTES_MAX);
	else if (slice_eq(f->key, SLICE("conn")))
		t->reused = slice_eq(f->value, SLICE("reused"));
	else if (slice_eq(f->key, SLICE("basis")))
		t->bounded = slice_eq(f->value, SLICE("upper"));
	else if (slice_eq(f->key, SLICE("reason")))
		t->reason = f->value;
}

/* One pass over the fields: this is where the lines of a run are. */
static void
read_transfer(struct transfer *t, struct slice rest)
{
	struct field f;

	*t = (struct transfer){ .type = T_OTHER, .status = -1, .ttfb_us = -1,
		.time_us = -1, .bytes = -1 };
	while (field_next(&rest, &f))
		read_field(t, &f);
}

static void
in_flight(struct agg *a, const struct record *r, enum transaction_type type,
    int n)
{
	struct session *s = session_find(&a->sessions, r->subject);

	if (s != NULL)
		session_inflight(&a->sessions, s, type, n);
}

/* What complete and failed requests have in common. */
static void
ended(struct agg *a, const struct record *r, const struct transfer *t)
{
	in_flight(a, r, t->type, -1);
	agg_count(a, METRIC_OF(M_PLAYLIST_REQUESTS, t->type), 1);
	agg_count(a, M_HTTP_REQUESTS, 1);
	agg_count(a, M_HTTP_REUSED, t->reused);
}

static enum transaction_type
type_of(const struct record *r)
{
	struct slice s;

	return field_get(r->rest, "type", &s) ? read_type(s) : T_OTHER;
}

void
transfer_request(struct agg *a, const struct record *r)
{
	in_flight(a, r, type_of(r), 1);
}

void
transfer_fetch(struct agg *a, const struct record *r)
{
	struct transfer t;

	read_transfer(&t, r->rest);
	ended(a, r, &t);
	agg_count(a, METRIC_OF(M_PLAYLIST_COUNT, t.type), 1);
	if (t.bytes >= 0) {
		agg_count(a, METRIC_OF(M_PLAYLIST_BYTES, t.type), t.bytes);
		agg_count(a, M_HTTP_BYTES, t.bytes);
	}
	if (t.ttfb_us >= 0)
		tally_sample(&a->now, METRIC_OF(M_PLAYLIST_TTFB, t.type),
		    t.ttfb_us);
	if (t.time_us >= 0 && !t.bounded)
		tally_sample(&a->now, METRIC_OF(M_PLAYLIST_TIME, t.type),
		    t.time_us);
}

/* By status where the server gave one, else by the reason: "segment 503". */
static void
name_fault(struct agg *a, const struct record *r, const struct transfer *t)
{
	const char *what = transaction_names[t->type];
	struct slice status;

	if (t->status >= 400 && field_get(r->rest, "status", &status))
		fault_count(&a->faults, what, status);
	else
		fault_count(&a->faults, what, t->reason.n > 0 ? t->reason :
		    SLICE("failed"));
}

void
transfer_fail(struct agg *a, const struct record *r)
{
	struct transfer t;
	unsigned code;

	read_transfer(&t, r->rest);
	ended(a, r, &t);
	agg_count(a, METRIC_OF(M_PLAYLIST_FAIL, t.type), 1);
	agg_count(a, M_HTTP_ERROR_COUNT, 1);
	agg_count(a, M_HTTP_TIMEOUT, slice_eq(t.reason, SLICE("timeout")));
	if (t.status >= 400) {
		code = code_counter(&a->codes, t.status);
		if (code < TALLY_COUNTERS)
			agg_count(a, code, 1);
	}
	name_fault(a, r, &t);
}

void
transfer_void(struct agg *a, const struct record *r)
{
	agg_count(a, M_HTTP_VOID, 1);
	in_flight(a, r, type_of(r), -1);
}

void
transfer_abort(struct agg *a, const struct record *r)
{
	enum transaction_type type = type_of(r);

	in_flight(a, r, type, -1);
	agg_count(a, METRIC_OF(M_PLAYLIST_ABORTED, type), 1);
}

void
transfer_connect(struct agg *a, const struct record *r)
{
	int64_t us = agg_time_of(r, "time");

	agg_count(a, M_CONNECT_COUNT, 1);
	if (us >= 0)
		tally_sample(&a->now, M_CONNECT_TIME, us);
}

void
transfer_connect_fail(struct agg *a, const struct record *r)
{
	struct slice reason = SLICE("failed");

	field_get(r->rest, "reason", &reason);
	agg_count(a, M_CONNECT_FAIL, 1);
	agg_count(a, M_HTTP_TIMEOUT, slice_eq(reason, SLICE("timeout")));
	fault_count(&a->faults, "connect", reason);
}

void
transfer_reconnect(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HTTP_RECONNECT, 1);
}
