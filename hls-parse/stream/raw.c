/*
 * Dispatch of raw records by their kind.
 */
#include "clock.h"
#include "ffmpeg/message.h"
#include "ffmpeg/table.h"
#include "http/http.h"
#include "http/output.h"
#include "origin/scrape.h"
#include "pass.h"
#include "raw.h"
#include "session/inputs.h"
#include "session/rendition.h"
#include "viewer/startup.h"
#include "viewer/supply.h"
#include "viewer/viewer.h"

/* "1795351500." and "1795351500.000000": ten digits until 2286. */
#define SECOND_BYTES 11
#define STAMP_BYTES 17

static void
put_counts(struct parse *p, const struct record *r)
{
	struct sbuf *b = &p->flow.out.buf;

	record_begin(b, r->time_us, SLICE("-"), "parse");
	put_int(b, "lines", p->flow.lines);
	put_int(b, "garbled", p->flow.garbled);
	record_end(b);
}

static void
on_tick(struct parse *p, const struct record *r)
{
	struct at at = { .p = p, .t = r->time_us };
	size_t i = 0;

	while ((at.s = idmap_each(&p->sessions, &i)) != NULL && !p->no_viewer)
		viewer_tick(&at);
	put_counts(p, r);
}

static enum pace
pace_of(const struct record *r)
{
	struct slice v;

	if (!field_get(r->rest, "pace", &v) || slice_eq(v, SLICE("off")))
		return PACE_OFF;
	return slice_eq(v, SLICE("burst")) ? PACE_BURST : PACE_REALTIME;
}

/* 0: it is not told, or none that a playlist may have. */
static int64_t
duration_field(const struct record *r, const char *key)
{
	int64_t us;

	return field_micro(r->rest, key, &us) && us > 0 &&
	    us <= DURATION_MAX_US ? us : 0;
}

static void
on_swarm(struct parse *p, const struct record *r)
{
	struct slice v;

	/* A traffic generator, or no FFmpeg at all. */
	p->no_viewer = (field_get(r->rest, "variant", &v) &&
	    slice_eq(v, SLICE("all"))) ||
	    (field_get(r->rest, "ffmpeg", &v) && slice_eq(v, SLICE("none")));
	p->via = field_get(r->rest, "via", &v);
	p->pace = pace_of(r);
	p->live = field_get(r->rest, "kind", &v) &&
	    (slice_eq(v, SLICE("live")) || slice_eq(v, SLICE("event")));
	watches_begin(&p->watches, r);
	if (p->target_us == 0)
		p->target_us = duration_field(r, "target_duration");
}

/* The session of a record is NULL if it is of none. */
static struct at
at_record(struct parse *p, const struct record *r)
{
	return (struct at){ p, session_of(p, r->subject), r->time_us };
}

/* The values of --values stay here. */
static void
on_start(struct parse *p, const struct record *r)
{
	struct session *s = session_of(p, r->subject);
	struct slice values;

	if (s == NULL)
		return;
	s->pace = pace_of(r);
	s->values.n = 0;
	if (field_get(r->rest, "values", &values))
		unescape(&s->values, values);
}

/* Lines of this session are missing: pair nothing across the hole. */
static void
on_lost(struct parse *p, const struct record *r)
{
	struct at at = at_record(p, r);

	if (at.s == NULL)
		return;
	supply_settle(&at, true);
	inputs_forget(&at.s->http);
	http_forget(&at.s->http);
	learn_gap(&at.s->learn);
	at.s->viewer.hole = true;
}

/* Whether its latest error is what it ended for, and not long past. */
static bool
ended_in_error(const struct at *at)
{
	const struct session *s = at->s;

	if (s->error.n == 0)
		return false;
	return at->p->flow.timeless ? s->error_asked == session_asked(s) :
	    at->t - s->error_us < SECOND_US;
}

/*
 * FFmpeg calls it a success when a live stream breaks off. Why this one did,
 * in a word, or NULL.
 */
static const char *
broken_off(const struct at *at)
{
	struct session *s = at->s;

	if (s->http.reload_failed)
		return fail_reasons[FAIL_PLAYLIST];
	if (rendition_stale(&s->http))
		return fail_reasons[FAIL_STALE];
	if (!s->viewer.vod && ended_in_error(at))
		return fail_reasons[FAIL_EXIT_ERROR];
	return NULL;
}

/* Why a session failed its viewer, in a word; NULL if it did not. */
static const char *
exit_failure(const struct at *at, const struct record *r, int64_t code,
    struct slice reason)
{
	const struct session *s = at->s;
	struct slice signal;
	const char *why;
	int how = WORD_FIND(exit_reasons, reason);

	if (how == EXIT_STALL)
		return fail_reasons[FAIL_STALL];
	if (how != EXIT_ITSELF || s->http.stopped)
		return NULL;
	if (field_get(r->rest, "signal", &signal))
		return fail_reasons[FAIL_SIGNAL];
	if (code != 0)
		return fail_reasons[FAIL_EXIT_ERROR];
	why = broken_off(at);
	/* At info the log does not show when a startup is over. */
	if (why != NULL || s->http.started ||
	    (!s->debug && !s->http.hls_seen))
		return why;
	return fail_reasons[FAIL_EXIT_0];
}

static void
on_exit(struct parse *p, const struct record *r)
{
	struct at at = at_record(p, r);
	struct slice reason = slice_str(exit_reasons[EXIT_ITSELF]);
	int64_t code = -1;
	const char *why;
	bool ours, clean;

	if (at.s == NULL)
		return;
	field_int(r->rest, "code", &code);
	field_get(r->rest, "reason", &reason);
	ours = WORD_FIND(exit_reasons, reason) != EXIT_ITSELF ||
	    at.s->http.stopped;
	clean = !ours && code == 0 && broken_off(&at) == NULL;
	http_exit(&at, ours, clean);
	output_exit(&at);
	supply_settle(&at, true);
	why = exit_failure(&at, r, code, reason);
	if (why != NULL)
		message_exit(&at);
	if (!p->no_viewer) {
		failure_exit(&at, why);
		viewer_exit(&at);
	}
	session_end(p, at.s);
}

static const struct {
	struct slice kind;
	void (*handle)(struct parse *, const struct record *);
} kinds[] = {
	{ SLICE_INIT("tick"), on_tick },
	{ SLICE_INIT("swarm"), on_swarm },
	{ SLICE_INIT("start"), on_start },
	{ SLICE_INIT("lost"), on_lost },
	{ SLICE_INIT("exit"), on_exit },
	{ SLICE_INIT("end"), put_counts },
};

/* FFmpeg's own text. */
static void
take_text(const struct at *at, bool log, struct slice text)
{
	if (log) {
		at->p->stats.log++;
		ffmpeg_log(at, text);
	} else {
		at->p->stats.progress++;
		ffmpeg_progress(at, text);
	}
}

/* A record of that; 0 if it is of no session, and there is room for one. */
static int
session_text(struct parse *p, const struct record *r)
{
	int64_t crowded = p->flow.crowded;
	struct at at = at_record(p, r);

	if (at.s != NULL)
		take_text(&at, slice_eq(r->kind, SLICE("log")), r->rest);
	return at.s != NULL || p->flow.crowded > crowded;
}

/* A watched playlist tells more than before: viewers may have waited for it. */
static void
settle_all(struct parse *p, const struct record *r)
{
	struct at at = { .p = p, .t = r->time_us };
	size_t i = 0;

	while ((at.s = idmap_each(&p->sessions, &i)) != NULL)
		if (at.s->waits)
			supply_settle(&at, false);
}

static int
understood(struct parse *p, const struct record *r, struct slice line)
{
	bool fetched;
	size_t i;

	if (session_is_text(r->kind))
		return session_text(p, r);
	if (!record_valid(r->rest))
		return 0;
	stats_record(&p->stats, r->kind);
	if (scrape_record(&p->scrapes, &p->flow, r))
		return 1;
	if (watch_record(&p->watches, &p->flow, r, &fetched)) {
		if (fetched)
			settle_all(p, r);
		return 1;
	}
	for (i = 0; i < COUNT(kinds); i++)
		if (slice_eq(r->kind, kinds[i].kind))
			kinds[i].handle(p, r);
	pass_on(p, r, line);
	return 1;
}

/* The stamp of a line that has the second of the line before; 0 or -1. */
static int
hot_stamp(struct hot *h, const char *stamp)
{
	int64_t us = 0;
	unsigned bad = 0;
	int i;

	if (bytes_same(stamp, h->stamp, STAMP_BYTES))
		return 0;
	if (!bytes_same(stamp, h->stamp, SECOND_BYTES))
		return -1;
	for (i = SECOND_BYTES; i < STAMP_BYTES; i++) {
		unsigned digit = (unsigned)stamp[i] - '0';

		bad |= digit > 9;
		us = us * 10 + digit;
	}
	if (bad)
		return -1;
	memcpy(h->stamp, stamp, STAMP_BYTES);
	h->at.t = h->at.t - h->at.t % SECOND_US + us;
	return 0;
}

/*
 * A line of FFmpeg's own text of the session that the line before was of, as
 * most are. 0 if it is not so.
 */
static int
hot_line(struct parse *p, struct slice line)
{
	struct hot *h = &p->hot;
	const char *head = line.p + STAMP_BYTES;
	size_t n = h->n;
	bool log;

	if (h->at.s == NULL || line.n < STAMP_BYTES + n)
		return 0;
	log = bytes_same(head, h->log, n);
	if (!log) {
		n = h->progress_n;
		if (line.n < STAMP_BYTES + n ||
		    !bytes_same(head, h->progress, n))
			return 0;
	}
	if (hot_stamp(h, line.p) != 0)
		return 0;
	take_text(&h->at, log, slice_from(line, STAMP_BYTES + n));
	return 1;
}

/* " SUBJECT KIND " */
static size_t
make_head(char *head, struct slice subject, struct slice kind)
{
	head[0] = ' ';
	memcpy(head + 1, subject.p, subject.n);
	memcpy(head + 1 + subject.n, kind.p, kind.n);
	return 1 + subject.n + kind.n;
}

/* What the next line is compared with. */
static void
make_hot(struct parse *p, const struct record *r, struct slice line)
{
	struct hot *h = &p->hot;

	h->at.s = NULL;
	if (line.n < STAMP_BYTES || r->subject.p != line.p + STAMP_BYTES + 1)
		return;
	memcpy(h->stamp, line.p, STAMP_BYTES);
	h->n = make_head(h->log, r->subject, SLICE(" log "));
	h->progress_n = make_head(h->progress, r->subject,
	    SLICE(" progress "));
	h->at = at_record(p, r);
}

void
raw_line(struct parse *p, struct slice line)
{
	size_t from = p->flow.out.buf.n;
	struct record r;

	if (line.n > 0 && line.p[0] == '#')
		return;
	p->flow.lines++;
	if (!hot_line(p, line)) {
		if (record_read(&r, line) != 0 || !understood(p, &r, line))
			p->flow.garbled++;
		/* Whom there is no room for counts once a line. */
		else if (session_is_text(r.kind) && p->flow.crowded == 0)
			make_hot(p, &r, line);
	}
	if (p->only.list.n + p->only.without.n > 0)
		only_filter(&p->only, &p->flow.out.buf, from);
}
