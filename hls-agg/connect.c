/*
 * The address of a connection is the session's from then on: FFmpeg's records
 * of requests do not name theirs.
 */
#include "connect.h"

/* What happens from here on, this event included, is this server's. */
static void
talk_to(struct agg *a, const struct record *r)
{
	struct slice addr;

	if (a->who == NULL || !field_get(r->rest, "addr", &addr))
		return;
	a->who->part[BY_ADDR] = breakdown_part(&a->parts, BY_ADDR, addr);
	a->who->client->addr = a->who->part[BY_ADDR];
	agg_focus(a, a->who);
}

static void
sample(struct agg *a, const struct record *r, const char *key,
    enum metric_id id)
{
	int64_t us = agg_time_of(r, key);

	if (us >= 0)
		agg_sample(a, id, us);
}

void
connect_made(struct agg *a, const struct record *r)
{
	talk_to(a, r);
	agg_count(a, M_CONNECT_COUNT, 1);
	agg_count(a, M_CONNECT_TRIES, 1);
	sample(a, r, "time", M_CONNECT_TIME);
	sample(a, r, "tls", M_CONNECT_TLS);
}

static enum metric_id
reason_id(struct slice reason)
{
	static const struct {
		struct slice name;
		enum metric_id id;
	} reasons[] = {
		{ SLICE_INIT("refused"), M_CONNECT_REFUSED },
		{ SLICE_INIT("timeout"), M_CONNECT_NO_TIMEOUT },
		{ SLICE_INIT("unreachable"), M_CONNECT_NO_UNREACHABLE },
		{ SLICE_INIT("dns"), M_CONNECT_NO_DNS },
		{ SLICE_INIT("tls"), M_CONNECT_NO_TLS },
		{ SLICE_INIT("reset"), M_CONNECT_NO_RESET },
		{ SLICE_INIT("closed"), M_CONNECT_NO_CLOSED },
		{ SLICE_INIT("local"), M_CONNECT_NO_LOCAL },
	};
	size_t i;

	for (i = 0; i < COUNT(reasons); i++)
		if (slice_eq(reasons[i].name, reason))
			return reasons[i].id;
	return M_CONNECT_NO_OTHER;
}

void
connect_failed(struct agg *a, const struct record *r)
{
	struct slice reason = SLICE("failed");

	talk_to(a, r);
	field_get(r->rest, "reason", &reason);
	agg_count(a, M_CONNECT_FAIL, 1);
	agg_count(a, M_CONNECT_TRIES, 1);
	agg_count(a, reason_id(reason), 1);
	agg_count(a, M_HTTP_TIMEOUT, slice_eq(reason, SLICE("timeout")));
	fault_count(&a->faults, "connect", reason);
	if (agg_account(a) != NULL)
		agg_account(a)->errors++;
}

void
connect_again(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HTTP_RECONNECT, 1);
}
