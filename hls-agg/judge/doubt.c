/*
 * Each doubt is a function that looks at what there is, so that the verdict and
 * its evidence cannot disagree.
 */
#include "doubt.h"
#include "figures/figures.h"
#include "human.h"
#include "merge/fleet.h"
#include "text/text.h"

const char *const doubt_names[DOUBTS] = {
	"lost", "late", "idle", "starts", "blocked", "ports", "descriptors",
	"hosts",
};

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
lost(const struct judge *j, struct sbuf *b)
{
	const int64_t *all = j->on.figures->windows.all.counter;
	int64_t n = all[M_PIPELINE_LOST];
	int64_t of = share(n, all[M_PIPELINE_LINES] + n);

	if (of <= j->rules.limits.lost)
		return 0;
	if (b == NULL)
		return 1;
	put_percent(b, of);
	sbuf_str(b, " of the lines were lost, the limit is ");
	put_percent(b, j->rules.limits.lost);
	return 1;
}

static int
late(const struct judge *j, struct sbuf *b)
{
	const struct generator *g = &j->generator;

	if (g->late_most < LIMIT_LATE_TICKS)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_printf(b, "hls-spawn was behind in %d ticks running, by %s at "
	    "worst; the limit is ", g->late_most,
	    human_time(g->late_worst_us).s);
	text_time(b, j->rules.limits.late_us);
	return 1;
}

static int
idle(const struct judge *j, struct sbuf *b)
{
	const struct generator *g = &j->generator;

	if (g->idle_most_us < LIMIT_IDLE_US - WINDOW_SLACK_US)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "the machine was busy for ");
	text_duration(b, g->idle_most_us);
	sbuf_str(b, ", idle ");
	put_percent(b, g->idle_least);
	sbuf_str(b, " at the least; the limit is ");
	put_percent(b, j->rules.limits.idle);
	return 1;
}

/*
 * Only at the end: before that a start that is due may wait for its turn, as
 * --ramp-rate asks. Those that were never made are taken back then.
 */
static int
starts(const struct judge *j, struct sbuf *b)
{
	const struct gauge *g = j->on.figures->gauge;
	int64_t asked = g[M_GENERATOR_ASKED].now;
	int64_t made = g[M_GENERATOR_STARTS].now;

	if (j->on.figures->end.n == 0 || !g[M_GENERATOR_STARTS].seen ||
	    asked <= 0 ||
	    share(made, asked) >= j->rules.limits.starts)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_printf(b, "%lld of %lld starts that were due were made, the limit "
	    "is ", (long long)made, (long long)asked);
	put_percent(b, j->rules.limits.starts);
	return 1;
}

/* What waits to be read is stamped late: by as much as hls-spawn may be. */
static int
blocked(const struct judge *j, struct sbuf *b)
{
	const struct generator *g = &j->generator;

	if (g->blocked_worst_us <= j->rules.limits.late_us)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "clients were not read for ");
	text_time(b, g->blocked_us);
	sbuf_str(b, " in all: the reader of hls-spawn was slow");
	return 1;
}

static int
local(const struct judge *j, struct sbuf *b)
{
	int64_t n = j->on.figures->windows.all.counter[M_CONNECT_NO_LOCAL];

	if (n > 0 && b != NULL) {
		text_count(b, n, "connection");
		sbuf_str(b, " found no local port");
	}
	return n > 0;
}

static int
descriptors(const struct judge *j, struct sbuf *b)
{
	int64_t n = j->on.figures->no_descriptor;

	if (n > 0 && b != NULL) {
		text_count(b, n, "message");
		sbuf_str(b, " of too many open files");
	}
	return n > 0;
}

int
doubt_of_hosts(const struct judge *j, struct sbuf *why)
{
	/* One ended by our own threshold leaves no end behind. */
	int over = j->over && j->stopped == 0;

	return j->fleet == NULL ? 0 : fleet_doubt(j->fleet, over, why);
}

/* What hosts of a merge say of themselves, and what their streams do. */
static int
hosts(const struct judge *j, struct sbuf *b)
{
	return doubt_of_hosts(j, b) > 0;
}

int
doubt_text(const struct judge *j, enum doubt d, struct sbuf *b)
{
	static int (*const doubts[DOUBTS])(const struct judge *,
	    struct sbuf *) = {
		[DOUBT_LOST] = lost, [DOUBT_LATE] = late, [DOUBT_IDLE] = idle,
		[DOUBT_STARTS] = starts, [DOUBT_BLOCKED] = blocked,
		[DOUBT_LOCAL] = local, [DOUBT_DESCRIPTORS] = descriptors,
		[DOUBT_HOSTS] = hosts,
	};

	return doubts[d](j, b);
}

int
doubt_next(const struct judge *j, unsigned *d, struct sbuf *b)
{
	b->n = 0;
	while (*d < DOUBTS)
		if (doubt_text(j, (enum doubt)(*d)++, b))
			return 1;
	sbuf_free(b);
	return 0;
}
