/*
 * The address of a connection is the session's from then on: FFmpeg's records
 * of requests do not name theirs.
 */
#include "connect.h"
#include "duration.h"

/* What happens from here on, this event included, is this server's. */
static void
talk_to(struct scope *in, const struct record *r)
{
	struct slice addr;

	if (in->who == NULL || !field_get(r->rest, "addr", &addr))
		return;
	in->who->part[BY_ADDR] = parts_number(&in->figures->by[BY_ADDR], addr);
	in->who->client->addr = in->who->part[BY_ADDR];
	scope_set(in, in->fold, in->who);
}

void
connect_made(struct scope *in, const struct record *r)
{
	talk_to(in, r);
	scope_count(in, M_CONNECT_COUNT, 1);
	scope_count(in, M_CONNECT_TRIES, 1);
	if (scope_timeless(in))
		return;
	scope_time(in, M_CONNECT_TIME, duration_of(r, "time"));
	scope_time(in, M_CONNECT_TLS, duration_of(r, "tls"));
}

void
connect_failed(struct scope *in, const struct record *r)
{
	struct slice reason = SLICE("failed");
	unsigned id;

	talk_to(in, r);
	if (in->who != NULL)
		in->who->denied = 0;
	field_get(r->rest, "reason", &reason);
	scope_count(in, M_CONNECT_FAIL, 1);
	scope_count(in, M_CONNECT_TRIES, 1);
	id = metric_by_word(M_NO_CONNECT_FIRST, M_CONNECT_NO_OTHER, reason);
	scope_count(in, id, 1);
	scope_count(in, M_HTTP_TIMEOUT, slice_eq(reason, SLICE("timeout")));
	scope_fault(in, "connect", reason);
	scope_erred(in);
}
