/*
 * The table of live sessions: one per client, bounded by the clients alive.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "inputs.h"
#include "session.h"

struct slice
session_subject(const struct session *s)
{
	return (struct slice){ s->subject, s->subject_n };
}

/* Whether an event is one that any process of FFmpeg's may have. */
static bool
is_common(const char *kind)
{
	static const struct slice common = SLICE_INIT("message,cause,"
	    "continuity,viewer,startup,startup_fail,playback,playback_fail,"
	    "output");

	return slice_lists(common, ',', slice_str(kind));
}

struct sbuf *
session_event(const struct at *at, const char *kind)
{
	struct sbuf *b = &at->p->flow.out.buf;

	if (!at->s->tells)
		at->s->tells = !is_common(kind);
	record_begin(b, at->t, session_subject(at->s), kind);
	return b;
}

struct slice
session_redact(const struct at *at, struct slice text)
{
	return flow_redact(&at->p->flow, text, sbuf_view(&at->s->values));
}

void
put_redacted(const struct at *at, struct sbuf *b, const char *key,
    struct slice text)
{
	put_slice(b, key, session_redact(at, text));
}

int64_t
session_asked(const struct session *s)
{
	return s->http.count + (s->http.open_us != 0);
}

int
session_plays(const struct parse *p, int64_t client)
{
	struct session_id id = { .client = client };
	const struct session *s = idmap_get(&p->sessions, idmap_client(&id));

	return s != NULL && s->http.started;
}

int
session_tells(const struct parse *p, int64_t client)
{
	struct session_id id = { .client = client };
	const struct session *s = idmap_get(&p->sessions, idmap_client(&id));

	return s != NULL && (s->tells || s->http.url_hash != 0 ||
	    s->http.failure.reason != NULL);
}

static struct session *
session_new(struct parse *p, struct slice subject)
{
	struct session *s = ezalloc(1, sizeof(*s));

	memcpy(s->subject, subject.p, subject.n);
	s->subject_n = subject.n;
	session_read(session_subject(s), &s->id);
	s->out_time_us = s->http.loading_bytes = -1;
	s->failed = track_none();
	idmap_put(&p->sessions, idmap_client(&s->id), s);
	return s;
}

struct session *
session_of(struct parse *p, struct slice subject)
{
	struct session_id id;
	struct session *s;

	if (subject.n > sizeof(s->subject) || session_read(subject, &id) != 0)
		return NULL;
	s = idmap_get(&p->sessions, idmap_client(&id));
	if (s != NULL && s->id.run == id.run)
		return s;
	if (s != NULL)
		session_end(p, s);
	if (p->sessions.n == SESSION_CLIENTS_MAX) {
		p->flow.crowded++;
		return NULL;
	}
	return session_new(p, subject);
}

static void
session_free(struct session *s)
{
	inputs_free(&s->http);
	http_free(&s->http);
	track_free(s->failed);
	sbuf_free(&s->error);
	sbuf_free(&s->values);
	sbuf_free(&s->last);
	outputs_free(s->outputs);
	free(s);
}

void
session_end(struct parse *p, struct session *s)
{
	idmap_take(&p->sessions, idmap_client(&s->id));
	if (p->hot.at.s == s)
		p->hot.at.s = NULL;
	session_free(s);
}

void
session_end_all(struct parse *p)
{
	struct session *s;
	size_t i = 0;

	while ((s = idmap_each(&p->sessions, &i)) != NULL)
		session_free(s);
	idmap_free(&p->sessions);
	scrape_free(&p->scrapes);
	watches_free(&p->watches);
	flow_free(&p->flow);
	sbuf_free(&p->own);
	sbuf_free(&p->values);
}
