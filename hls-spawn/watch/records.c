/*
 * The records of a watched playlist.
 */
#include "die.h"
#include "ffmpeg/secrets.h"
#include "record.h"
#include "records.h"
#include "stream/hide.h"
#include "redact.h"

/* hls-raw(5) */
#define TEXT_MAX 8000

/* The values in what it asks for. */
static void
put_secrets(struct sbuf *b, const struct watch *w)
{
	struct who nobody = command_nobody(w->all->with.opt);

	secrets_of(b, w->plan->url, &nobody);
}

/* Once when it begins to fail, once when it is over. */
static void
tell(struct watch *w, const char *reason, int status)
{
	struct sbuf b = { 0 }, url = { 0 }, secrets = { 0 };

	if (w->failing == (reason != NULL))
		return;
	w->failing = reason != NULL;
	put_secrets(&secrets, w);
	redact_values(&url, slice_str(w->url), sbuf_view(&secrets));
	hide_url(&b, sbuf_view(&url));
	if (reason == NULL)
		sbuf_str(&b, ": it is there again");
	else if (strcmp(reason, "http") == 0)
		sbuf_printf(&b, ": status %d", status);
	else
		sbuf_printf(&b, ": %s", reason);
	msg("watched playlist: %.*s", (int)b.n, b.p);
	sbuf_free(&b);
	sbuf_free(&url);
	sbuf_free(&secrets);
}

static struct sbuf *
begin(const struct watch *w, const char *kind)
{
	struct sbuf *b = &w->all->record;

	record_begin(b, w->came_us, SLICE("-"), kind);
	put_int(b, "n", w->number);
	return b;
}

static void
put_url(struct sbuf *b, const struct watch *w, struct slice url)
{
	struct slice asked = slice_str(w->url);
	struct sbuf secrets = { 0 };

	put_slice(b, "url", url.n > 0 ? url : asked);
	if (url.n > 0 && !slice_eq(url, asked))
		put_slice(b, "asked", asked);
	put_secrets(&secrets, w);
	if (secrets.n > 0)
		put_slice(b, "values", sbuf_view(&secrets));
	sbuf_free(&secrets);
}

void
records_failure(struct watch *w, const struct fetched *f, const char *reason)
{
	struct sbuf *b = &w->all->record;

	b->n = 0;
	begin(w, "watch");
	if (w->of != NULL)
		put_int(b, "of", w->of->number);
	if (f->status > 0)
		put_int(b, "status", f->status);
	put_str(b, "reason", reason);
	put_micro(b, "time", f->time_us);
	put_url(b, w, f->url);
	record_end(b);
	raw_records(w->all->with.raw, sbuf_view(b), 1);
	tell(w, reason, f->status);
}

static void
put_line(const struct watch *w, struct slice line)
{
	struct sbuf *b = begin(w, "watch_line");
	size_t cut = line.n > TEXT_MAX ? line.n - TEXT_MAX : 0;

	line.n -= cut;
	put_slice(b, "text", line);
	if (cut > 0)
		put_int(b, "cut", (int64_t)cut);
	record_end(b);
}

/* The rows; how many. */
static int64_t
put_edits(const struct watch *w)
{
	struct watching *x = w->all;
	int64_t rows = 0;
	size_t i, k;

	for (i = 0; i < x->edits.n; i++) {
		const struct edit *e = &x->edits.list[i];
		struct sbuf *b;

		for (k = 0; !e->kept && k < e->n; k++, rows++)
			put_line(w, x->next.line[e->from + k]);
		if (!e->kept)
			continue;
		b = begin(w, "watch_keep");
		put_int(b, "from", (int64_t)e->from);
		put_int(b, "lines", (int64_t)e->n);
		record_end(b);
		rows++;
	}
	return rows;
}

/* Whole or not at all: the next one goes by what is written. */
void
records_version(struct watch *w, const struct fetched *f, struct slice body)
{
	struct watching *x = w->all;
	int same = w->has_written &&
	    slice_eq(body, sbuf_view(&w->written.text));
	struct sbuf *b = &x->record;
	int64_t rows = 0;

	version_read(&x->next, body);
	b->n = 0;
	begin(w, "watch");
	if (w->of != NULL)
		put_int(b, "of", w->of->number);
	put_int(b, "status", f->status);
	put_micro(b, "time", f->time_us);
	put_int(b, "bytes", (int64_t)body.n);
	put_int(b, "lines", (int64_t)x->next.n);
	if (same)
		put_int(b, "same", 1);
	put_url(b, w, f->url);
	record_end(b);
	if (!same) {
		edits_find(&x->edits, &w->written, &x->next);
		rows = put_edits(w);
	}
	if (b->n > x->with.raw->queue.room) {
		records_failure(w, f, "size");
		return;
	}
	tell(w, NULL, 0);
	if (!raw_records(x->with.raw, sbuf_view(b), rows + 1))
		return;
	w->has_written = 1;
	if (!same)
		version_swap(&w->written, &x->next);
}
