/*
 * Sessions by client. Only what needs memory between two records is here; the
 * figures are in the tallies.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "qoe.h"
#include "retry.h"
#include "scope.h"
#include "session.h"

static struct session *
begin(struct fold *fold, struct client *c, int64_t run, int64_t at_us)
{
	struct session *s = ezalloc(1, sizeof(*s));

	s->client = c;
	s->run = run;
	s->start_us = at_us;
	s->viewer = VIEWER_ENDED;
	s->startup_us = s->speed = s->edge_us = s->latency_us = -1;
	s->part[BY_GROUP] = c->group;
	s->part[BY_HOST] = c->host;
	s->part[BY_RENDITION] = c->rendition;
	c->live = s;
	fold->viewers[VIEWER_ENDED]++;
	return s;
}

void
session_free(struct session *s)
{
	retry_forget(s);
	free(s);
}

/* Whose session it is, once anything tells of a viewer. */
static void
attend(const struct scope *in)
{
	struct session *s = in->who;

	if (s->attended)
		return;
	s->attended = 1;
	if (s->newcomer)
		s->client->viewer = 0;
}

void
session_past(const struct scope *in, unsigned past)
{
	static const struct {
		unsigned past;
		enum metric_id id;
	} counts[] = {
		{ PAST_CAME, M_VIEWERS_COUNT },
		{ PAST_PLAYED, M_VIEWERS_PLAYED },
		{ PAST_REBUFFERED, M_VIEWERS_REBUFFERED },
	};
	struct client *c = in->who->client;
	size_t i;

	attend(in);
	past = (past | PAST_CAME) & ~(unsigned)c->viewer;
	for (i = 0; i < COUNT(counts); i++)
		scope_count(in, counts[i].id, (past & counts[i].past) != 0);
	c->viewer |= (uint8_t)past;
}

void
session_end(struct fold *fold, struct session *s, int64_t at_us, int ours)
{
	struct scope scope, *in = &scope;
	unsigned type;

	scope_set(in, fold, s);
	if (ours)
		retry_judge(in, 1);
	else
		retry_end(in);
	if (ours && in->figures->viewed && !s->started)
		session_past(in, PAST_CAME);
	if (ours && in->figures->viewed && !s->started && !s->timeless &&
	    at_us >= s->start_us)
		scope_sample(in, M_STARTUP_UNFINISHED, at_us - s->start_us);
	qoe_end(fold, s, at_us);
	for (type = 0; type < T_TYPES; type++)
		scope_count(in, METRIC_OF(ABORTED, type),
		    s->inflight[type]);
	session_forget(fold, s);
	fold->viewers[s->viewer]--;
	s->client->live = NULL;
	session_free(s);
}

static struct client *
client_new(struct fold *fold, const struct session_id *id)
{
	struct client *c = clients_add(&fold->clients, idmap_client(id));

	c->score = c->worst = SCORE_NONE;
	c->host = id->host.n > 0 ?
	    parts_number(&fold->figures->by[BY_HOST], id->host) : fold->host;
	return c;
}

struct session *
session_find(struct fold *fold, struct slice subject, int64_t at_us)
{
	struct session_id id;
	struct client *c;

	if (session_read(subject, &id) != 0)
		return NULL;
	c = clients_get(&fold->clients, idmap_client(&id));
	if (c == NULL && fold->clients.n == SESSION_CLIENTS_MAX) {
		fold->figures->crowded++;
		return NULL;
	}
	if (c == NULL)
		c = client_new(fold, &id);
	if (c->live != NULL && c->live->run == id.run)
		return c->live;
	if (c->live != NULL && c->live->run > id.run)
		return NULL;
	if (c->live != NULL)
		session_end(fold, c->live, at_us, 0);
	qoe_begin(fold, c, at_us);
	return begin(fold, c, id.run, at_us);
}

void
session_inflight(struct fold *fold, struct session *s,
    enum transaction_type type, int n)
{
	if (n < 0 && s->inflight[type] == 0)
		return;
	s->inflight[type] += n;
	fold->inflight[type] += n;
}

void
session_forget(struct fold *fold, struct session *s)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++) {
		fold->inflight[type] -= s->inflight[type];
		s->inflight[type] = 0;
	}
}

void
session_viewer(struct fold *fold, struct session *s, enum viewer_state state)
{
	fold->viewers[s->viewer]--;
	s->viewer = state;
	fold->viewers[state]++;
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
