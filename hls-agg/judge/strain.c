/*
 * Each strain is a function that looks at what there is, so that a verdict and
 * its evidence cannot disagree.
 */
#include "figures/window.h"
#include "human.h"
#include "strain.h"
#include "sum/sum.h"
#include "text/text.h"

int64_t
strain_share(int64_t a, int64_t b)
{
	while (b > INT64_MAX / 1000000) {
		a /= 2;
		b /= 2;
	}
	return b > 0 ? sum_scale(a, 1000000, b) : 0;
}

void
strain_percent(struct sbuf *b, int64_t micro)
{
	sbuf_str(b, human_digits((double)micro / 1e4, " %").s);
}

static int
lost(const struct stretch *s, struct sbuf *b)
{
	int64_t n = s->tally->counter[M_PIPELINE_LOST];
	int64_t of = strain_share(n,
	    sum_add(s->tally->counter[M_PIPELINE_LINES], n));

	if (of <= s->limits->lost)
		return 0;
	if (b == NULL)
		return 1;
	strain_percent(b, of);
	sbuf_str(b, " of the lines were lost");
	return 1;
}

static int
late(const struct stretch *s, struct sbuf *b)
{
	const struct generator *g = s->generator;

	if (g->late_most < LIMIT_LATE_TICKS)
		return 0;
	if (b != NULL)
		sbuf_printf(b, "hls-spawn was behind in %d ticks running, by "
		    "%s at worst", g->late_most,
		    human_time(g->late_worst_us).s);
	return 1;
}

static int
idle(const struct stretch *s, struct sbuf *b)
{
	const struct generator *g = s->generator;

	if (g->idle_most_us < LIMIT_IDLE_US - WINDOW_SLACK_US)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "the machine was busy for ");
	text_duration(b, g->idle_most_us);
	sbuf_str(b, ", idle ");
	strain_percent(b, g->idle_least);
	sbuf_str(b, " at the least");
	return 1;
}

/* What waits to be read is stamped late: by as much as hls-spawn may be. */
static int
blocked(const struct stretch *s, struct sbuf *b)
{
	const struct generator *g = s->generator;

	if (g->blocked_worst_us <= s->limits->late_us)
		return 0;
	if (b == NULL)
		return 1;
	sbuf_str(b, "clients were not read for ");
	text_time(b, g->blocked_us);
	sbuf_str(b, " in all: the reader of hls-spawn was slow");
	return 1;
}

static int
local(const struct stretch *s, struct sbuf *b)
{
	int64_t n = s->tally->counter[M_CONNECT_NO_LOCAL];

	if (n > 0 && b != NULL) {
		text_count(b, n, "connection");
		sbuf_str(b, " found no local port");
	}
	return n > 0;
}

static int
descriptors(const struct stretch *s, struct sbuf *b)
{
	int64_t n = s->no_descriptor;

	if (n > 0 && b != NULL) {
		text_count(b, n, "message");
		sbuf_str(b, " of too many open files");
	}
	return n > 0;
}

int
strain_fact(const struct stretch *s, enum strain kind, struct sbuf *b)
{
	static int (*const facts[STRAINS])(const struct stretch *,
	    struct sbuf *) = {
		[STRAIN_LOST] = lost, [STRAIN_LATE] = late,
		[STRAIN_IDLE] = idle, [STRAIN_BLOCKED] = blocked,
		[STRAIN_LOCAL] = local, [STRAIN_DESCRIPTORS] = descriptors,
	};

	return facts[kind](s, b);
}

void
strain_limit(const struct stretch *s, enum strain kind, struct sbuf *b)
{
	switch (kind) {
	case STRAIN_LOST:
		sbuf_str(b, ", the limit is ");
		strain_percent(b, s->limits->lost);
		break;
	case STRAIN_LATE:
		sbuf_str(b, "; the limit is ");
		text_time(b, s->limits->late_us);
		break;
	case STRAIN_IDLE:
		sbuf_str(b, "; the limit is ");
		strain_percent(b, s->limits->idle);
		break;
	default:
		break;
	}
}
