/*
 * Sessions by client. Only what needs memory between two records is here; the
 * figures are in the tallies.
 */
#include <stdlib.h>

#include "agg.h"
#include "ealloc.h"
#include "qoe.h"
#include "retry.h"
#include "session.h"

static struct session *
begin(struct agg *a, struct client *c, int64_t run, int64_t at_us)
{
	struct session *s = ezalloc(1, sizeof(*s));

	s->client = c;
	s->run = run;
	s->start_us = at_us;
	s->viewer = VIEWER_NONE;
	s->startup_us = s->speed = s->edge_us = s->latency_us = -1;
	s->part[BY_GROUP] = c->group;
	s->part[BY_HOST] = c->host;
	c->live = s;
	a->viewers[VIEWER_NONE]++;
	return s;
}

void
session_end(struct agg *a, struct session *s, int64_t at_us, int ours)
{
	unsigned type;

	agg_focus(a, s);
	if (ours)
		retry_judge(a, s, 1);
	else
		retry_end(a, s);
	retry_forget(s);
	if (ours && a->viewed && !s->started && at_us >= s->start_us)
		agg_sample(a, M_STARTUP_UNFINISHED, at_us - s->start_us);
	qoe_end(a, s, at_us);
	for (type = 0; type < T_TYPES; type++)
		agg_count(a, METRIC_OF(M_PLAYLIST_ABORTED, type),
		    s->inflight[type]);
	session_forget(a, s);
	a->viewers[s->viewer]--;
	s->client->live = NULL;
	if (a->who == s)
		a->who = NULL;
	free(s);
}

static struct client *
client_new(struct agg *a, const struct session_id *id)
{
	struct client *c = clients_add(&a->clients, idmap_client(id));

	c->score = c->worst = SCORE_NONE;
	c->host = id->host.n > 0 ?
	    breakdown_part(&a->parts, BY_HOST, id->host) : a->host;
	return c;
}

struct session *
session_find(struct agg *a, struct slice subject, int64_t at_us)
{
	struct session_id id;
	struct client *c;

	if (session_read(subject, &id) != 0)
		return NULL;
	c = clients_get(&a->clients, idmap_client(&id));
	if (c == NULL)
		c = client_new(a, &id);
	if (c->live != NULL && c->live->run == id.run)
		return c->live;
	if (c->live != NULL && c->live->run > id.run)
		return NULL;
	if (c->live != NULL)
		session_end(a, c->live, at_us, 0);
	qoe_begin(a, c, at_us);
	return begin(a, c, id.run, at_us);
}

void
session_inflight(struct agg *a, struct session *s, enum transaction_type type,
    int n)
{
	if (n < 0 && s->inflight[type] == 0)
		return;
	s->inflight[type] += n;
	a->inflight[type] += n;
}

void
session_forget(struct agg *a, struct session *s)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++) {
		a->inflight[type] -= s->inflight[type];
		s->inflight[type] = 0;
	}
}

void
session_viewer(struct agg *a, struct session *s, enum viewer_state state)
{
	a->viewers[s->viewer]--;
	s->viewer = state;
	a->viewers[state]++;
}

void
session_requested(struct session *s, int64_t n, int64_t at_us)
{
	s->requests[s->nrequests++ % SESSION_REQUESTS] =
	    (struct session_request){ n, at_us };
}

int64_t
session_request_time(const struct session *s, int64_t n)
{
	size_t i;

	for (i = 0; i < SESSION_REQUESTS; i++)
		if (s->requests[i].n == n && n > 0)
			return s->requests[i].at_us;
	return -1;
}

struct session *
session_each(const struct agg *a, size_t *i)
{
	struct client *c;

	while ((c = clients_each(&a->clients, i)) != NULL)
		if (c->live != NULL)
			return c->live;
	return NULL;
}
