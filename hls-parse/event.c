/*
 * Events go into the output buffer at once; their order is that in which they
 * became known.
 */
#include "event.h"
#include "redact.h"

struct slice
session_subject(const struct session *s)
{
	return (struct slice){ s->subject, s->subject_n };
}

struct sbuf *
session_event(const struct at *at, const char *kind)
{
	record_begin(&at->p->out.buf, at->t, session_subject(at->s), kind);
	return &at->p->out.buf;
}

void
put_redacted(struct parse *p, struct sbuf *b, const char *key,
    struct slice text)
{
	p->scratch.n = 0;
	redact(&p->scratch, text);
	put_slice(b, key, sbuf_view(&p->scratch));
}
