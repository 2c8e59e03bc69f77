/*
 * What hls-spawn tells of its processes, and the pipeline of itself.
 */
#include "group.h"
#include "process.h"
#include "retry.h"

/* What is beyond this is no count of a run's lines. */
#define LINES_MAX (INT64_C(1) << 50)

void
process_swarm(struct agg *a, const struct record *r)
{
	struct slice kind, prefetch;

	run_read(&a->run, r->rest);
	if (field_get(r->rest, "kind", &kind))
		a->vod = slice_eq(kind, SLICE("vod"));
	a->prefetch = field_get(r->rest, "prefetch", &prefetch) &&
	    slice_eq(prefetch, SLICE("1"));
	if (agg_time_of(r, "target_duration") > 0)
		a->target_us = agg_time_of(r, "target_duration");
	if (a->parts.by[BY_HOST].shown)
		a->host = breakdown_part(&a->parts, BY_HOST,
		    sbuf_view(&a->run.text[RUN_HOST]));
	gauge_read(a->gauge, M_RUN_DURATION, r->rest);
	gauge_read(a->gauge, M_CLIENTS_TARGET, r->rest);
}

/*
 * A process that follows another one is a restart, unless it is for a new
 * viewer: no failure stands before it.
 */
static int
is_restart(const struct record *r, const struct session_id *id)
{
	int64_t attempt;

	if (field_int(r->rest, "attempt", &attempt))
		return attempt > 0;
	return id->run > 0;
}

void
process_start(struct agg *a, const struct record *r)
{
	struct session_id id;
	struct slice group;

	if (session_read(r->subject, &id) != 0)
		return;
	if (a->who != NULL && field_get(r->rest, "group", &group)) {
		a->who->part[BY_GROUP] = breakdown_part(&a->parts, BY_GROUP,
		    group);
		a->who->client->group = a->who->part[BY_GROUP];
		agg_focus(a, a->who);
	}
	agg_count(a, M_SESSION_STARTS, 1);
	agg_count(a, M_SESSION_RESTARTS, is_restart(r, &id));
}

/* Ends that we brought about; how the process took it says nothing. */
static int
is_ours(struct slice reason, enum metric_id *id)
{
	if (slice_eq(reason, SLICE("shutdown")))
		*id = M_EXIT_SHUTDOWN;
	else if (slice_eq(reason, SLICE("session")))
		*id = M_EXIT_SESSION;
	else if (slice_eq(reason, SLICE("stall")))
		*id = M_EXIT_STALL;
	else
		return 0;
	return 1;
}

static enum metric_id
category(struct agg *a, const struct record *r)
{
	struct slice reason, how = SLICE("unknown");
	enum metric_id id;

	if (field_get(r->rest, "reason", &reason) && is_ours(reason, &id))
		return id;
	if (field_get(r->rest, "signal", &how)) {
		fault_count(&a->faults, "exit signal", how);
		return M_EXIT_SIGNAL;
	}
	if (field_get(r->rest, "code", &how) && slice_eq(how, SLICE("0")))
		return M_EXIT_SUCCESS;
	fault_count(&a->faults, "exit code", how);
	return M_EXIT_ERROR;
}

void
process_exit(struct agg *a, const struct record *r)
{
	int64_t uptime_us = agg_time_of(r, "uptime");
	struct session_id id;
	enum metric_id how;

	if (session_read(r->subject, &id) != 0)
		return;
	how = category(a, r);
	agg_count(a, how, 1);
	if (uptime_us >= 0)
		agg_sample(a, M_SESSION_UPTIME, uptime_us);
	if (a->who != NULL)
		session_end(a, a->who, r->time_us, how == M_EXIT_SHUTDOWN ||
		    how == M_EXIT_SESSION);
}

void
process_lost(struct agg *a, const struct record *r)
{
	struct client *c;
	int64_t lines;

	if (a->who != NULL) {
		session_forget(a, a->who);
		retry_forget(a->who);
	}
	if (!field_int(r->rest, "lines", &lines) || lines < 0 ||
	    lines > LINES_MAX)
		return;
	agg_count(a, M_PIPELINE_LOST, lines);
	if (a->who == NULL)
		return;
	c = a->who->client;
	c->lines_lost = lines < UINT32_MAX - c->lines_lost ?
	    c->lines_lost + (uint32_t)lines : UINT32_MAX;
}

static void
derive_clients(struct gauge *g)
{
	const struct gauge *target = &g[M_CLIENTS_TARGET];
	const struct gauge *started = &g[M_CLIENTS_STARTED];

	if (g[M_CLIENTS_STARTING].known && g[M_CLIENTS_RUNNING].known &&
	    g[M_CLIENTS_STALLED].known)
		gauge_set(g, M_CLIENTS_ACTIVE, g[M_CLIENTS_STARTING].now +
		    g[M_CLIENTS_RUNNING].now + g[M_CLIENTS_STALLED].now);
	if (target->known && started->known && target->now > 0 &&
	    started->now <= INT32_MAX)
		gauge_set(g, M_CLIENTS_RAMP, started->now >= target->now ?
		    1000000 : started->now * 1000000 / target->now);
}

void
process_tick(struct agg *a, const struct record *r)
{
	gauge_read(a->gauge, M_CLIENTS_TARGET, r->rest);
	gauge_read(a->gauge, M_GENERATOR_CPU, r->rest);
	derive_clients(a->gauge);
	a->ticks++;
	agg_close(a, r->time_us);
}

/* What is new in a total; a smaller one begins again from 0. */
static void
count_total(struct agg *a, const struct record *r, enum metric_id id,
    int64_t *before)
{
	int64_t total;

	if (!field_int(r->rest, group_key(id), &total) || total < 0 ||
	    total > LINES_MAX)
		return;
	agg_count(a, id, total >= *before ? total - *before : total);
	*before = total;
}

void
process_parse(struct agg *a, const struct record *r)
{
	count_total(a, r, M_PIPELINE_LINES, &a->parsed);
	count_total(a, r, M_PIPELINE_GARBLED, &a->garbled);
}

void
process_end(struct agg *a, const struct record *r)
{
	struct slice reason = SLICE("unknown");

	field_get(r->rest, "reason", &reason);
	a->end.n = 0;
	unescape(&a->end, reason);
}
