/*
 * Minutes are those of the run by its ticks, and count with the first event of
 * each that has something to count.
 */
#include "clock.h"
#include "duration.h"
#include "fnv.h"
#include "scope.h"
#include "watch.h"

#define MINUTE_US (60 * SECOND_US)

/* The playlist of a record, or NULL; made if make is set. */
static struct watch *
find(struct watches *ws, const struct record *r, int make)
{
	int64_t n;
	int i;

	if (!field_int(r->rest, "n", &n))
		return NULL;
	for (i = 0; i < ws->n; i++)
		if (ws->watch[i].n == n)
			return &ws->watch[i];
	if (!make || ws->n == WATCHES)
		return NULL;
	ws->watch[i] = (struct watch){ .n = n, .window_us = -1 };
	ws->n++;
	return &ws->watch[i];
}

/* Begins another minute where it is time, and counts it once. */
static void
count_minute(struct scope *in)
{
	struct watches *ws = &in->fold->watches;
	int64_t minute = in->figures->at.elapsed_us / MINUTE_US + 1;

	if (minute != ws->minute) {
		ws->minute = minute;
		ws->watched = 0;
		ws->broken = 0;
	}
	if (!ws->watched)
		scope_count(in, M_WATCH_MINUTES, 1);
	ws->watched = 1;
}

static int64_t
longest_target(const struct watches *ws)
{
	int64_t us = 0;
	int i;

	for (i = 0; i < ws->n; i++)
		if (ws->watch[i].target_us > us)
			us = ws->watch[i].target_us;
	return us;
}

uint64_t
watch_url(struct slice url)
{
	return fnv_fast(FNV_START, url) | 1;
}

int64_t
watch_target(const struct fold *fold, uint64_t url)
{
	const struct watches *ws = &fold->watches;
	int64_t us = longest_target(ws);
	int i;

	for (i = 0; i < ws->n; i++)
		if (ws->watch[i].url == url && ws->watch[i].target_us > 0)
			return ws->watch[i].target_us;
	return us > 0 ? us : fold->target_us;
}

static void
set_gauges(struct scope *in)
{
	const struct watches *ws = &in->fold->watches;
	int64_t target_us = longest_target(ws), window_us = -1;
	int i;

	for (i = 0; i < ws->n; i++) {
		int64_t us = ws->watch[i].window_us;

		if (us >= 0 && (window_us < 0 || us < window_us))
			window_us = us;
	}
	gauge_set(in->figures->gauge, M_WATCH_PLAYLISTS, ws->n);
	if (target_us > 0)
		gauge_set(in->figures->gauge, M_WATCH_TARGET, target_us);
	in->figures->gauge[M_WATCH_WINDOW].known = 0;
	if (window_us >= 0)
		gauge_set(in->figures->gauge, M_WATCH_WINDOW, window_us);
}

/* What hls-spawn could not tell at the start; its own word stays. */
static void
learn_kind(struct scope *in, struct slice kind)
{
	struct sbuf *text = &in->figures->run.text[RUN_KIND];

	if (text->n > 0 && !slice_eq(sbuf_view(text), SLICE("unknown")))
		return;
	text->n = 0;
	unescape(text, kind);
	in->fold->vod = slice_eq(kind, SLICE("vod"));
}

static void
learn(struct scope *in, const struct record *r, struct slice kind)
{
	struct watch *w = find(&in->fold->watches, r, 1);
	int64_t target_us = duration_of(r, "target");
	struct slice url;

	learn_kind(in, kind);
	if (w == NULL)
		return;
	if (field_get(r->rest, "url", &url))
		w->url = watch_url(url);
	if (target_us > 0)
		w->target_us = target_us;
	in->figures->target_known |= target_us > 0;
	w->window_us = slice_eq(kind, SLICE("live")) ?
	    duration_of(r, "window") : -1;
	set_gauges(in);
}

/* A status says more than that there was one. */
static void
fail(struct scope *in, const struct record *r)
{
	struct slice reason = SLICE("failed");

	scope_count(in, M_WATCH_FAIL, 1);
	field_get(r->rest, "reason", &reason);
	if (slice_eq(reason, SLICE("http")))
		field_get(r->rest, "status", &reason);
	scope_fault(in, "watch", reason);
}

void
watch_fetch(struct scope *in, const struct record *r)
{
	int64_t us = duration_of(r, "time");
	struct slice state, kind = SLICE("");

	if (!field_get(r->rest, "state", &state))
		return;
	if (!slice_eq(state, SLICE("ok"))) {
		fail(in, r);
		return;
	}
	scope_count(in, M_WATCH_COUNT, 1);
	count_minute(in);
	scope_time(in, M_WATCH_TIME, us);
	if (field_get(r->rest, "kind", &kind) &&
	    !slice_eq(kind, SLICE("multivariant")))
		learn(in, r, kind);
}

/* Whether the gap is the one told before: it began before that was told. */
static int
is_same_gap(struct watches *ws, const struct record *r)
{
	int64_t us = duration_of(r, "value");
	struct watch *w = find(ws, r, 0);

	if (w == NULL || us < 0)
		return 0;
	if (w->late_us > 0 && r->time_us - us < w->late_us)
		return 1;
	w->late_us = r->time_us;
	return 0;
}

void
watch_rule(struct scope *in, const struct record *r)
{
	struct watches *ws = &in->fold->watches;
	struct slice word = SLICE("");
	unsigned rule, id;

	field_get(r->rest, "rule", &word);
	id = metric_by_word(M_RULES_FIRST, M_RULES_END, word);
	if (id == M_RULES_END)
		return;
	rule = id - M_RULES_FIRST;
	count_minute(in);
	if (id != M_RULE_LATE || !is_same_gap(ws, r)) {
		scope_count(in, id, 1);
		scope_count(in, M_WATCH_BREACHES, 1);
	}
	scope_count(in, M_BROKEN_ANY, ws->broken == 0);
	if (!(ws->broken & 1u << rule))
		scope_count(in, M_BROKEN_FIRST + rule, 1);
	ws->broken |= 1u << rule;
}
