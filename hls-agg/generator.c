/*
 * Each doubt is a function that looks at what was folded, so that the verdict
 * and its evidence cannot disagree. Lateness and idleness need a memory of the
 * ticks before; the rest is in the tallies and gauges.
 */
#include "agg.h"
#include "fleet.h"
#include "generator.h"
#include "human.h"
#include "text.h"

const char *const doubt_names[DOUBTS] = {
	"lost", "late", "idle", "starts", "blocked", "ports", "descriptors",
	"hosts",
};

static void
note_late(struct generator *g, const struct gauge *late, int64_t limit_us)
{
	if (!late->known)
		return;
	g->late_run = late->now > limit_us ? g->late_run + 1 : 0;
	if (g->late_run > g->late_most)
		g->late_most = g->late_run;
	if (late->now > g->late_worst_us)
		g->late_worst_us = late->now;
}

static void
note_idle(struct generator *g, const struct gauge *idle, int64_t limit,
    int64_t span_us)
{
	if (!idle->known)
		return;
	g->idle_run_us = idle->now < limit ? g->idle_run_us + span_us : 0;
	if (g->idle_run_us > g->idle_most_us)
		g->idle_most_us = g->idle_run_us;
	g->idle_least = idle->low;
}

static void
note_blocked(struct generator *g, const struct gauge *blocked)
{
	if (!blocked->known)
		return;
	g->blocked_us += blocked->now;
	if (blocked->now > g->blocked_worst_us)
		g->blocked_worst_us = blocked->now;
}

void
generator_tick(struct generator *g, const struct agg *a)
{
	const struct limits *limits = &a->judge.rules.limits;
	int64_t span_us = a->at.elapsed_us - g->elapsed_us;

	g->elapsed_us = a->at.elapsed_us;
	note_late(g, &a->gauge[M_GENERATOR_LATE_MAX], limits->late_us);
	note_idle(g, &a->gauge[M_GENERATOR_IDLE], limits->idle, span_us);
	note_blocked(g, &a->gauge[M_GENERATOR_BLOCKED]);
}

/* FFmpeg's own words; values are still escaped. */
void
generator_message(struct agg *a, const struct record *r)
{
	static const struct slice words =
	    SLICE_INIT("Too%20many%20open%20files");
	struct slice text;

	if (!field_get(r->rest, "text", &text))
		return;
	while (text.n >= words.n) {
		if (slice_starts(text, words)) {
			a->generator.no_descriptor++;
			return;
		}
		text = slice_from(text, 1);
	}
}

/* a of b in millionths; both are counts of a run. */
static int64_t
share(int64_t a, int64_t b)
{
	while (b > INT64_MAX / 1000000) {
		a /= 2;
		b /= 2;
	}
	return b > 0 ? a * 1000000 / b : 0;
}

static void
put_percent(struct sbuf *b, int64_t micro)
{
	sbuf_str(b, human_digits((double)micro / 1e4, " %").s);
}

static int
lost(const struct agg *a, struct sbuf *b)
{
	int64_t n = a->windows.all.counter[M_PIPELINE_LOST];
	int64_t of = share(n, a->windows.all.counter[M_PIPELINE_LINES] + n);

	if (of <= a->judge.rules.limits.lost)
		return 0;
	if (b == NULL)
		return 1;
	put_percent(b, of);
	sbuf_str(b, " of the lines were lost, the limit is ");
	put_percent(b, a->judge.rules.limits.lost);
	return 1;
}

static int
late(const struct agg *a, struct sbuf *b)
{
	const struct generator *g = &a->generator;

	if (g->late_most < LIMIT_LATE_TICKS)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_printf(b, "hls-spawn was behind in %d ticks running, by %s at "
	    "worst; the limit is ", g->late_most,
	    human_time(g->late_worst_us).s);
	text_time(b, a->judge.rules.limits.late_us);
	return 1;
}

static int
idle(const struct agg *a, struct sbuf *b)
{
	const struct generator *g = &a->generator;

	if (g->idle_most_us < LIMIT_IDLE_US - WINDOW_SLACK_US)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "the machine was busy for ");
	text_duration(b, g->idle_most_us);
	sbuf_str(b, ", idle ");
	put_percent(b, g->idle_least);
	sbuf_str(b, " at the least; the limit is ");
	put_percent(b, a->judge.rules.limits.idle);
	return 1;
}

/*
 * Only at the end: before that a start that is due may wait for its turn, as
 * --ramp-rate asks. Those that were never made are taken back then.
 */
static int
starts(const struct agg *a, struct sbuf *b)
{
	int64_t asked = a->gauge[M_GENERATOR_ASKED].now;
	int64_t made = a->gauge[M_GENERATOR_STARTS].now;

	if (a->end.n == 0 || !a->gauge[M_GENERATOR_STARTS].seen || asked <= 0 ||
	    share(made, asked) >= a->judge.rules.limits.starts)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_printf(b, "%lld of %lld starts that were due were made, the limit "
	    "is ", (long long)made, (long long)asked);
	put_percent(b, a->judge.rules.limits.starts);
	return 1;
}

/* What waits to be read is stamped late: by as much as hls-spawn may be. */
static int
blocked(const struct agg *a, struct sbuf *b)
{
	const struct generator *g = &a->generator;

	if (g->blocked_worst_us <= a->judge.rules.limits.late_us)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "clients were not read for ");
	text_time(b, g->blocked_us);
	sbuf_str(b, " in all: the reader of hls-spawn was slow");
	return 1;
}

static int
local(const struct agg *a, struct sbuf *b)
{
	int64_t n = a->windows.all.counter[M_CONNECT_NO_LOCAL];

	if (n > 0 && b != NULL) {
		text_count(b, n, "connection");
		sbuf_str(b, " found no local port");
	}
	return n > 0;
}

static int
descriptors(const struct agg *a, struct sbuf *b)
{
	int64_t n = a->generator.no_descriptor;

	if (n > 0 && b != NULL) {
		text_count(b, n, "message");
		sbuf_str(b, " of too many open files");
	}
	return n > 0;
}

/* What hosts of a merge say of themselves, and what their streams do. */
static int
hosts(const struct agg *a, struct sbuf *b)
{
	return merge_doubt(a, b) > 0;
}

int
doubt_text(const struct agg *a, enum doubt d, struct sbuf *b)
{
	static int (*const doubts[DOUBTS])(const struct agg *,
	    struct sbuf *) = {
		[DOUBT_LOST] = lost, [DOUBT_LATE] = late, [DOUBT_IDLE] = idle,
		[DOUBT_STARTS] = starts, [DOUBT_BLOCKED] = blocked,
		[DOUBT_LOCAL] = local, [DOUBT_DESCRIPTORS] = descriptors,
		[DOUBT_HOSTS] = hosts,
	};

	return doubts[d](a, b);
}
