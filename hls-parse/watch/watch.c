/*
 * A version comes as a whole: its head, then its lines, some of them kept from
 * the version before. One that is not whole is counted as garbled and changes
 * nothing.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "event/flow.h"
#include "rules.h"
#include "watch.h"

/* hls-spawn has 16 at most. */
#define WATCHES_MAX 1024
#define WATCHED_MOST 16
/* hls-spawn takes 16 MiB at most. */
#define TEXT_MAX ((size_t)64 << 20)

const struct watch *
watch_at(const struct watches *ws, int i)
{
	return i >= 0 && (size_t)i < ws->n ? &ws->list[i] : NULL;
}

/* The playlist of that number, or NULL if it is none. */
static struct watch *
of_number(struct watches *ws, const struct record *r)
{
	int64_t n;

	if (!field_int(r->rest, "n", &n) || n < 1 || n > WATCHES_MAX)
		return NULL;
	if ((size_t)n > ws->n) {
		ws->list = eresize(ws->list, (size_t)n, sizeof(*ws->list));
		memset(ws->list + ws->n, 0,
		    ((size_t)n - ws->n) * sizeof(*ws->list));
		ws->n = (size_t)n;
	}
	ws->list[n - 1].n = n;
	return &ws->list[n - 1];
}

/* The event of a fetch, without its end. */
static struct sbuf *
begin_event(struct flow *flow, const struct watch *w, const char *state)
{
	struct sbuf *b = &flow->out.buf;

	record_begin(b, w->fetch.at_us, SLICE("-"), "watch");
	put_int(b, "n", w->n);
	put_str(b, "state", state);
	return b;
}

static void
end_event(struct flow *flow, const struct watch *w, struct sbuf *b)
{
	if (w->fetch.status >= 0)
		put_int(b, "status", w->fetch.status);
	put_duration(flow, b, "time", w->fetch.time_us);
	if (w->fetch.bytes >= 0)
		put_int(b, "bytes", w->fetch.bytes);
	put_slice(b, "url", flow_redact(flow, sbuf_view(&w->url),
	    sbuf_view(&w->values)));
	record_end(b);
}

static void
put_failure(struct flow *flow, const struct watch *w, struct slice reason)
{
	struct sbuf *b = begin_event(flow, w, "fail");

	put_slice(b, "reason", reason);
	end_event(flow, w, b);
}

static void
put_version(struct flow *flow, const struct watch *w, bool same)
{
	const struct m3u8 *m = &w->list;
	struct sbuf *b = begin_event(flow, w, "ok");

	put_str(b, "kind", w->kind);
	if (m->target_us > 0)
		put_micro(b, "target", m->target_us);
	if (m->type == M3U8_MEDIA) {
		put_int(b, "sequence", m->sequence);
		put_int(b, "segments", (int64_t)m->segments);
		put_micro(b, "window", m3u8_duration_us(m));
	}
	if (same)
		put_int(b, "same", 1);
	end_event(flow, w, b);
}

/* What came is read again: m3u8 keeps views of the text. */
static void
read_version(struct flow *flow, struct watch *w)
{
	struct m3u8 *m = &w->list;
	struct timeline_news news;

	if (m3u8_read(m, sbuf_view(&w->text)) != 0) {
		put_failure(flow, w, w->text.n == 0 ? SLICE("empty") :
		    SLICE("invalid"));
		return;
	}
	w->kind = m3u8_word(m);
	if (m->type != M3U8_MEDIA) {
		put_version(flow, w, false);
		return;
	}
	timeline_update(&w->timeline, m, sbuf_view(&w->url), &news);
	put_version(flow, w, false);
	watch_rules(flow, w, &news);
	w->target_us = m->target_us;
	w->live |= !m->ended && m->mutability != M3U8_EVENT;
}

static void
index_lines(struct watch *w)
{
	size_t i = 0;

	w->lines = 0;
	while (i < w->text.n) {
		w->line = egrow(w->line, w->lines, &w->lines_room,
		    sizeof(*w->line));
		w->line[w->lines++] = i;
		i += slice_find(slice_from(sbuf_view(&w->text), i), '\n') + 1;
	}
}

/* All lines are there. */
static void
complete(struct flow *flow, struct watch *w)
{
	struct sbuf old = w->text;

	w->text = w->next;
	w->next = old;
	w->next.n = 0;
	index_lines(w);
	read_version(flow, w);
}

/* One that was not whole changes nothing. */
static void
give_up(struct flow *flow, struct watch *w)
{
	/* What comes next may be by that one: it waits for a whole one. */
	if (w->fetch.building > 0) {
		flow->garbled++;
		w->lines = 0;
	}
	w->fetch.building = 0;
	w->next.n = 0;
}

static void
read_head(struct watch *w, const struct record *r)
{
	struct watch_fetch *f = &w->fetch;
	struct slice url, values;

	*f = (struct watch_fetch){ .at_us = r->time_us, .time_us = -1,
		.status = -1, .bytes = -1 };
	if (!field_micro(r->rest, "time", &f->time_us) || f->time_us < 0 ||
	    f->time_us > DURATION_MAX_US)
		f->time_us = -1;
	field_int(r->rest, "status", &f->status);
	field_int(r->rest, "bytes", &f->bytes);
	f->begun_us = f->at_us - (f->time_us > 0 ? f->time_us : 0);
	w->tried_us = f->begun_us;
	if (field_get(r->rest, "url", &url)) {
		w->url.n = 0;
		unescape(&w->url, url);
	}
	w->values.n = 0;
	if (field_get(r->rest, "values", &values))
		unescape(&w->values, values);
}

/* The version before once more; a page of HTML is still none. */
static void
again(struct flow *flow, struct watch *w)
{
	if (w->list.error != NULL) {
		put_failure(flow, w, w->text.n == 0 ? SLICE("empty") :
		    SLICE("invalid"));
	} else if (w->kind != NULL) {
		put_version(flow, w, true);
		watch_rules_same(flow, w);
	}
}

static void
on_fetch(struct flow *flow, struct watch *w, const struct record *r)
{
	struct slice reason, same;
	int64_t lines = -1;

	give_up(flow, w);
	read_head(w, r);
	if (field_get(r->rest, "reason", &reason)) {
		put_failure(flow, w, reason);
		return;
	}
	if (field_get(r->rest, "same", &same)) {
		again(flow, w);
		return;
	}
	if (!field_int(r->rest, "lines", &lines) || lines < 0) {
		flow->garbled++;
		return;
	}
	w->fetch.lines = w->fetch.building = lines;
	if (lines == 0)
		complete(flow, w);
}

/* So many lines of the version being rebuilt have come. */
static void
came(struct flow *flow, struct watch *w, int64_t lines)
{
	w->fetch.building -= lines;
	if (w->fetch.building == 0)
		complete(flow, w);
}

static void
on_keep(struct flow *flow, struct watch *w, const struct record *r)
{
	int64_t from, n;
	size_t begin, end;

	if (r->time_us != w->fetch.at_us ||
	    !field_int(r->rest, "from", &from) ||
	    !field_int(r->rest, "lines", &n) || from < 0 || n < 1 ||
	    n > w->fetch.building || (uint64_t)from >= w->lines ||
	    (uint64_t)n > w->lines - (uint64_t)from || w->next.n > TEXT_MAX) {
		flow->garbled++;
		give_up(flow, w);
		return;
	}
	begin = w->line[from];
	end = (uint64_t)(from + n) < w->lines ? w->line[from + n] : w->text.n;
	sbuf_slice(&w->next, (struct slice){ w->text.p + begin, end - begin });
	came(flow, w, n);
}

static void
on_line(struct flow *flow, struct watch *w, const struct record *r)
{
	struct slice text;
	size_t i = w->next.n;

	if (r->time_us != w->fetch.at_us || w->fetch.building == 0 ||
	    !field_get(r->rest, "text", &text) || w->next.n > TEXT_MAX) {
		flow->garbled++;
		give_up(flow, w);
		return;
	}
	unescape(&w->next, text);
	/* It is one line, whatever it says. */
	for (; i < w->next.n; i++)
		if (w->next.p[i] == '\n')
			w->next.p[i] = ' ';
	sbuf_char(&w->next, '\n');
	came(flow, w, 1);
}

int
watch_record(struct watches *ws, struct flow *flow, const struct record *r,
    bool *fetched)
{
	static const struct {
		struct slice kind;
		void (*take)(struct flow *, struct watch *,
		    const struct record *);
	} kinds[] = {
		{ SLICE_INIT("watch"), on_fetch },
		{ SLICE_INIT("watch_keep"), on_keep },
		{ SLICE_INIT("watch_line"), on_line },
	};
	struct watch *w;
	size_t i;

	for (i = 0; i < COUNT(kinds); i++)
		if (slice_eq(r->kind, kinds[i].kind))
			break;
	if (i == COUNT(kinds))
		return 0;
	*fetched = false;
	w = of_number(ws, r);
	if (w == NULL) {
		flow->garbled++;
		return 1;
	}
	kinds[i].take(flow, w, r);
	*fetched = w->fetch.building == 0;
	return 1;
}

/* How many variants of a multivariant playlist are played, at most. */
static int64_t
kinds_of(const struct record *r)
{
	struct slice v;
	int64_t n = 1;

	if (field_get(r->rest, "variant", &v))
		for (; v.n > 0; v = slice_from(v, 1))
			n += *v.p == ',';
	return n;
}

void
watches_begin(struct watches *ws, const struct record *swarm)
{
	int64_t urls = 1, watched = 0, kinds = kinds_of(swarm);

	watches_free(ws);
	field_int(swarm->rest, "urls", &urls);
	field_int(swarm->rest, "watch", &watched);
	ws->partly = watched > 0 && (watched < urls ||
	    (kinds > 1 && urls > WATCHED_MOST / kinds));
	if (watched > 0 && watched <= WATCHED_MOST)
		ws->told = (size_t)watched;
}

bool
watches_any(const struct watches *ws)
{
	return ws->n > 0 || ws->told > 0;
}

void
watches_free(struct watches *ws)
{
	size_t i;

	for (i = 0; i < ws->n; i++) {
		struct watch *w = &ws->list[i];

		sbuf_free(&w->url);
		sbuf_free(&w->values);
		sbuf_free(&w->text);
		sbuf_free(&w->next);
		free(w->line);
		m3u8_free(&w->list);
		timeline_free(&w->timeline);
	}
	free(ws->list);
	free(ws->found.list);
	*ws = (struct watches){ 0 };
}
