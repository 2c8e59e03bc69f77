/*
 * Writing the raw stream. raw_text is the hot path: no printf, no allocation
 * once the record buffer has grown.
 */
#include "raw.h"
#include "record.h"

void
session_name(struct session *s, int64_t client, int64_t run)
{
	struct sbuf b = { s->name, 0, sizeof(s->name) };

	/* Two numbers of at most ten digits: the buffer never has to grow. */
	sbuf_int(&b, client);
	sbuf_char(&b, '.');
	sbuf_int(&b, run);
	s->name_len = b.n;
	sbuf_char(&b, '\0');
	s->lost_lines = s->lost_bytes = 0;
}

static struct slice
subject(const struct session *s)
{
	return s == NULL ? SLICE("-") :
	    (struct slice){ s->name, s->name_len };
}

static void
queue_it(struct raw *r)
{
	if (!queue_record(&r->queue, sbuf_view(&r->record)))
		r->full = 1;
	r->record.n = 0;
}

void
raw_lost(struct raw *r, struct session *s, int64_t stamp_us)
{
	if (s->lost_lines == 0)
		return;
	r->record.n = 0;
	record_begin(&r->record, stamp_us, subject(s), "lost");
	put_int(&r->record, "lines", s->lost_lines);
	put_int(&r->record, "bytes", s->lost_bytes);
	record_end(&r->record);
	queue_it(r);
	s->lost_lines = s->lost_bytes = 0;
}

void
raw_text(struct raw *r, struct session *s, const char *kind,
    const struct text *t)
{
	struct sbuf *b = &r->record;

	if (!r->queue.shedding)
		raw_lost(r, s, t->stamp_us);
	b->n = 0;
	record_begin(b, t->stamp_us, subject(s), kind);
	sbuf_char(b, ' ');
	sbuf_slice(b, t->text);
	record_end(b);
	if (t->cut_bytes > 0) {
		record_begin(b, t->stamp_us, subject(s), "cut");
		put_int(b, "bytes", t->cut_bytes);
		record_end(b);
	}
	if (r->box.on)
		blackbox_line(&r->box, &s->flight, sbuf_view(b));
	if (queue_line(&r->queue, sbuf_view(b)))
		return;
	r->lost_lines++;
	r->lost_bytes += (int64_t)t->text.n + t->cut_bytes;
	s->lost_lines++;
	s->lost_bytes += (int64_t)t->text.n + t->cut_bytes;
}

struct sbuf *
raw_begin(struct raw *r, struct session *s, const char *kind, int64_t stamp_us)
{
	if (s != NULL)
		raw_lost(r, s, stamp_us);
	r->record.n = 0;
	r->session = s;
	record_begin(&r->record, stamp_us, subject(s), kind);
	return &r->record;
}

/* The swarm's first record leads each file of the black box. */
static void
keep(struct raw *r)
{
	if (r->session != NULL)
		blackbox_line(&r->box, &r->session->flight,
		    sbuf_view(&r->record));
	else if (r->box.head.n == 0)
		blackbox_head(&r->box, sbuf_view(&r->record));
}

void
raw_end(struct raw *r)
{
	record_end(&r->record);
	if (r->box.on)
		keep(r);
	queue_it(r);
}

int
raw_end_line(struct raw *r)
{
	record_end(&r->record);
	return raw_records(r, sbuf_view(&r->record), 1);
}

int
raw_records(struct raw *r, struct slice records, int64_t n)
{
	if (queue_line(&r->queue, records))
		return 1;
	r->lost_lines += n;
	r->lost_bytes += (int64_t)records.n;
	return 0;
}

void
raw_end_last(struct raw *r)
{
	record_end(&r->record);
	queue_last(&r->queue, sbuf_view(&r->record));
	r->record.n = 0;
}

void
raw_free(struct raw *r)
{
	queue_free(&r->queue);
	blackbox_close(&r->box);
	sbuf_free(&r->record);
}
