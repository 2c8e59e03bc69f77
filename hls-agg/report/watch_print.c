/*
 * One row where all is well: what is watched.
 */
#include "row.h"
#include "text/text.h"
#include "watch_print.h"

/* "3 of 300 fetches failed" */
static void
put_watch_failures(const struct figures *f, struct sbuf *b, int *parts)
{
	int64_t failed = row_total(f, M_WATCH_FAIL);

	if (failed == 0)
		return;
	row_join(b, parts);
	sbuf_printf(b, "%lld of ", (long long)failed);
	sbuf_printf(b, "%lld fetches failed", (long long)failed +
	    (long long)row_total(f, M_WATCH_COUNT));
}

static void
put_gauge(const struct figures *f, struct sbuf *b, enum metric_id id,
    const char *words)
{
	const struct gauge *g = &f->gauge[id];

	if (!g->known)
		return;
	sbuf_str(b, words);
	text_time(b, g->now);
}

/* "2 watched: live, target duration 2.00 s, window 12.0 s, no rule broken" */
static void
put_watch(const struct figures *f, struct sbuf *b)
{
	int64_t minutes = row_total(f, M_WATCH_MINUTES);
	int parts = 0;

	if (row_total(f, M_WATCH_COUNT) + row_total(f, M_WATCH_FAIL) == 0)
		return;
	row_label(b, "Watch");
	row_some(b, &parts, f->gauge[M_WATCH_PLAYLISTS].now,
	    f->gauge[M_WATCH_PLAYLISTS].now == 1 ? "playlist" : "playlists");
	put_gauge(f, b, M_WATCH_TARGET, ", target duration ");
	put_gauge(f, b, M_WATCH_WINDOW, ", window ");
	put_watch_failures(f, b, &parts);
	if (minutes > 0 && row_total(f, M_WATCH_BREACHES) == 0) {
		row_join(b, &parts);
		sbuf_str(b, "no rule broken");
	}
	sbuf_char(b, '\n');
}

/* What a breach of each rule is, in the order of their counters. */
static const char *const rules[] = {
	"EXTINF over the target duration",
	"target duration changed",
	"media sequence went back, or a number names another segment",
	"live window under three target durations",
	"no new segment for 1.5 target durations",
	"discontinuity sequence does not follow",
};
_Static_assert(COUNT(rules) == M_RULES_END - M_RULES_FIRST,
    "a text for each rule");

/* "EXTINF over the target duration: 3 times, in 2 of 10 minutes" */
static void
put_rules(const struct figures *f, struct sbuf *b)
{
	unsigned i;
	int n = 0;

	for (i = 0; i < COUNT(rules); i++) {
		int64_t times = row_total(f, M_RULES_FIRST + i);

		if (times == 0)
			continue;
		row_label(b, n++ == 0 ? "Rules" : "");
		sbuf_printf(b, "%s: ", rules[i]);
		text_count(b, times, "time");
		sbuf_printf(b, ", in %lld of ",
		    (long long)row_total(f, M_BROKEN_FIRST + i));
		text_count(b, row_total(f, M_WATCH_MINUTES), "minute");
		sbuf_char(b, '\n');
	}
}

void
watch_rows(const struct figures *f, struct sbuf *b)
{
	put_watch(f, b);
	put_rules(f, b);
}
