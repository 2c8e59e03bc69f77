/*
 * A flush per line, so that whoever waits for a line can have it.
 */
#include "clock.h"
#include "record.h"
#include "truth.h"

static void
put_time(struct sbuf *b, const char *key, int64_t mono_us)
{
	if (mono_us != 0)
		put_micro(b, key, clock_stamp_of(mono_us));
	else
		put_str(b, key, "-");
}

static void
put_text(struct sbuf *b, const char *key, struct slice text)
{
	put_slice(b, key, text.n > 0 ? text : SLICE("-"));
}

int
truth_write(struct out *o, const struct truth *t)
{
	struct sbuf *b = &o->buf;
	size_t start = b->n;

	put_time(b, "t_req", t->req_us);
	/* Each put begins with the space that separates it. */
	memmove(b->p + start, b->p + start + 1, --b->n - start);
	put_time(b, "t_fb", t->first_us);
	put_time(b, "t_last", t->last_us);
	put_int(b, "conn", t->conn);
	put_int(b, "nreq", t->nreq);
	put_text(b, "method", t->method);
	put_text(b, "path", t->path);
	put_int(b, "status", t->status);
	put_int(b, "sent", t->sent);
	put_int(b, "len", t->len);
	put_int(b, "complete", t->complete);
	put_text(b, "fault", t->fault);
	put_text(b, "ua", t->agent);
	put_text(b, "range", t->range);
	record_end(b);
	return out_flush(o);
}
