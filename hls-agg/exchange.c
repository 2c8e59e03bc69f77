/*
 * This is where most bytes of a stream of events are.
 */
#include "agg.h"
#include "exchange.h"
#include "num.h"
#include "record.h"

/* What is beyond 1 TiB is no measurement. */
#define BYTES_MAX (INT64_C(1) << 40)

enum transaction_type
exchange_type(struct slice s)
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

enum key {
	KEY_NONE, KEY_N, KEY_TYPE, KEY_STATUS, KEY_TTFB, KEY_TIME, KEY_CONNECT,
	KEY_TLS, KEY_BYTES, KEY_REDIRECTS, KEY_AGE, KEY_CONN, KEY_BASIS,
	KEY_REASON, KEY_CACHE, KEY_URL, KEY_RANGE, KEY_LATE, KEY_INTERVAL
};

/* The keys by length, since no more than five share one. */
static enum key
key_of(struct slice k)
{
	static const struct {
		struct slice key;
		enum key id;
	} keys[] = {
		{ { "n", 1 }, KEY_N }, { { "url", 3 }, KEY_URL },
		{ { "tls", 3 }, KEY_TLS }, { { "age", 3 }, KEY_AGE },
		{ { "type", 4 }, KEY_TYPE }, { { "ttfb", 4 }, KEY_TTFB },
		{ { "time", 4 }, KEY_TIME }, { { "conn", 4 }, KEY_CONN },
		{ { "late", 4 }, KEY_LATE },
		{ { "bytes", 5 }, KEY_BYTES }, { { "basis", 5 }, KEY_BASIS },
		{ { "cache", 5 }, KEY_CACHE }, { { "range", 5 }, KEY_RANGE },
		{ { "status", 6 }, KEY_STATUS },
		{ { "reason", 6 }, KEY_REASON },
		{ { "connect", 7 }, KEY_CONNECT },
		{ { "interval", 8 }, KEY_INTERVAL },
		{ { "redirects", 9 }, KEY_REDIRECTS },
	};
	static const unsigned char first[] = {
		0, 0, 1, 1, 4, 9, 13, 15, 16, 17,
	};
	size_t i;

	if (k.n >= COUNT(first))
		return KEY_NONE;
	for (i = first[k.n]; i < COUNT(keys) && keys[i].key.n == k.n; i++)
		if (bytes_same(keys[i].key.p, k.p, k.n))
			return keys[i].id;
	return KEY_NONE;
}

static void
read_field(struct exchange *t, const struct field *f)
{
	switch (key_of(f->key)) {
	case KEY_N:
		t->n = read_number(f->value, INT64_MAX);
		break;
	case KEY_TYPE:
		t->type = exchange_type(f->value);
		break;
	case KEY_STATUS:
		t->status = read_number(f->value, 999);
		break;
	case KEY_TTFB:
		t->ttfb_us = agg_time(f->value);
		break;
	case KEY_TIME:
		t->time_us = agg_time(f->value);
		break;
	case KEY_CONNECT:
		t->connect_us = agg_time(f->value);
		break;
	case KEY_TLS:
		t->tls_us = agg_time(f->value);
		break;
	case KEY_BYTES:
		t->bytes = read_number(f->value, BYTES_MAX);
		break;
	case KEY_REDIRECTS:
		t->redirects = read_number(f->value, INT32_MAX);
		break;
	case KEY_AGE:
		t->age_us = agg_time(f->value);
		break;
	case KEY_INTERVAL:
		t->interval_us = agg_time(f->value);
		break;
	case KEY_LATE:
		t->late_us = agg_time(f->value);
		break;
	case KEY_CONN:
		t->reused = slice_eq(f->value, SLICE("reused"));
		break;
	case KEY_BASIS:
		t->bounded = slice_eq(f->value, SLICE("upper"));
		break;
	case KEY_REASON:
		t->reason = f->value;
		break;
	case KEY_CACHE:
		t->cache = f->value;
		break;
	case KEY_URL:
		t->url = f->value;
		break;
	case KEY_RANGE:
		t->range = f->value;
		break;
	case KEY_NONE:
		break;
	}
}

/* One pass over the fields: this is where the lines of a run are. */
void
exchange_read(struct exchange *t, struct slice rest)
{
	struct field f;

	*t = (struct exchange){ .type = T_OTHER, .status = -1, .ttfb_us = -1,
		.time_us = -1, .bytes = -1, .age_us = -1, .interval_us = -1,
		.late_us = -1 };
	while (field_next(&rest, &f))
		read_field(t, &f);
}
