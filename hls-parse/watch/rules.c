/*
 * A rule is broken where what was seen proves it: between two fetches nothing
 * is known.
 */
#include "clock.h"
#include "event/flow.h"
#include "rules.h"

/* What was found, and what would be right. */
struct breach {
	const char *rule;
	void (*put)(struct sbuf *, const char *key, int64_t);
	int64_t value, limit;
};

static void
put_breach(struct flow *flow, const struct watch *w, struct breach x)
{
	struct sbuf *b = &flow->out.buf;

	record_begin(b, w->fetch.at_us, SLICE("-"), "rule");
	put_int(b, "n", w->n);
	put_str(b, "rule", x.rule);
	x.put(b, "value", x.value);
	x.put(b, "limit", x.limit);
	record_end(b);
}

/*
 * 4.3.3.1: each EXTINF, rounded to the nearest integer, is at most the target
 * duration.
 */
static void
judge_durations(struct flow *flow, const struct watch *w, size_t fresh)
{
	const struct timeline *t = &w->timeline;
	int64_t target = w->list.target_us;
	size_t i;

	for (i = t->n - fresh; target > 0 && i < t->n; i++) {
		int64_t us = t->piece[i]->duration_us;

		if ((us + SECOND_US / 2) / SECOND_US * SECOND_US > target)
			put_breach(flow, w, (struct breach){ "extinf",
				put_micro, us, target });
	}
}

/* 4.3.3.1: the target duration does not change. */
static void
judge_target(struct flow *flow, const struct watch *w)
{
	if (w->target_us > 0 && w->list.target_us != w->target_us)
		put_breach(flow, w, (struct breach){ "target", put_micro,
			w->list.target_us, w->target_us });
}

/*
 * 6.2.2: the media sequence number never decreases, and a segment keeps its
 * own; 4.3.3.5: nothing leaves a playlist of type EVENT.
 */
static void
judge_sequence(struct flow *flow, const struct watch *w,
    const struct timeline_news *news)
{
	int64_t sequence = w->list.sequence;

	if (sequence < w->sequence || (w->list.mutability == M3U8_EVENT &&
	    sequence > w->sequence))
		put_breach(flow, w, (struct breach){ "sequence", put_int,
			sequence, w->sequence });
	else if (news->renamed >= 0)
		put_breach(flow, w, (struct breach){ "sequence", put_int,
			news->renamed, news->renamed });
}

/*
 * 6.2.2: nothing is removed if less than three target durations are left then.
 */
static void
judge_window(struct flow *flow, const struct watch *w)
{
	int64_t window = m3u8_duration_us(&w->list);
	int64_t limit = 3 * w->list.target_us;

	if (w->list.sequence > w->sequence && !w->list.ended &&
	    window < limit)
		put_breach(flow, w, (struct breach){ "window", put_micro,
			window, limit });
}

/*
 * 6.2.2: the discontinuity sequence number counts the discontinuities that
 * were removed, so that each segment keeps its own.
 */
static void
judge_discontinuity(struct flow *flow, const struct watch *w,
    const struct timeline_news *news)
{
	if (news->moved >= 0 && news->renamed < 0)
		put_breach(flow, w, (struct breach){ "discontinuity", put_int,
			w->list.discontinuity, w->discontinuity });
}

void
watch_rules(struct flow *flow, struct watch *w,
    const struct timeline_news *news)
{
	judge_durations(flow, w, news->fresh);
	if (w->news_us != 0) {
		judge_target(flow, w);
		judge_sequence(flow, w, news);
		judge_window(flow, w);
		judge_discontinuity(flow, w, news);
	}
	if (news->fresh > 0) {
		w->news_us = w->fetch.at_us;
		w->late = false;
	} else {
		watch_rules_same(flow, w);
	}
	w->sequence = w->list.sequence;
	w->discontinuity = w->list.discontinuity;
}

/*
 * 6.2.1: a new segment is there at the latest 1.5 target durations after the
 * one before. The newest was there when it was fetched, and this fetch began
 * so much later.
 */
void
watch_rules_same(struct flow *flow, struct watch *w)
{
	int64_t still = w->fetch.begun_us - w->news_us;

	if (w->list.type != M3U8_MEDIA || w->list.ended || w->news_us == 0 ||
	    w->list.target_us == 0 || w->late ||
	    2 * still <= 3 * w->list.target_us)
		return;
	w->late = true;
	put_breach(flow, w, (struct breach){ "late", put_micro, still,
		3 * w->list.target_us / 2 });
}
