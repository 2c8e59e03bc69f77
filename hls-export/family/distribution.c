/*
 * From sketch records to histograms.
 */
#include "hist.h"
#include "parts.h"

#define OCTAVE 64		/* buckets of lib/hist from v to 2 v */
#define QUARTER (OCTAVE / 4)

/* The powers of two that the classic buckets end at. */
static const struct range {
	enum metric_id id;
	int low, high, step;	/* in buckets of lib/hist */
} ranges[] = {
	/* 1/2048 s to 1 s */
	{ M_CONNECT_TIME, -11 * OCTAVE, 0, OCTAVE },
	{ M_CONNECT_TLS, -9 * OCTAVE, 0, OCTAVE },
	/* 1/32 s to 16 s */
	{ M_STARTUP_TIME, -5 * OCTAVE, 4 * OCTAVE, OCTAVE },
	{ M_STARTUP_WALL, -5 * OCTAVE, 4 * OCTAVE, OCTAVE },
	/* 1/4 s to 64 s */
	{ M_REBUFFER_DURATION, -2 * OCTAVE, 6 * OCTAVE, OCTAVE },
	{ M_VIEWERS_DRIFT, -2 * OCTAVE, 6 * OCTAVE, OCTAVE },
	/* 2 s to 64 s */
	{ M_VIEWERS_EDGE, OCTAVE, 6 * OCTAVE, OCTAVE },
	{ M_VIEWERS_LATENCY, OCTAVE, 6 * OCTAVE, OCTAVE },
	/* 1/4 s to 32 s, and to 4 s */
	{ M_HLS_RELOAD_INTERVAL, -2 * OCTAVE, 5 * OCTAVE, OCTAVE },
	{ M_HLS_RELOAD_JITTER, -6 * OCTAVE, 2 * OCTAVE, OCTAVE },
	/* 1 s to 18 hours */
	{ M_SESSION_UPTIME, 0, 16 * OCTAVE, 4 * OCTAVE },
	{ M_CACHE_AGE, 0, 16 * OCTAVE, 2 * OCTAVE },
	/* 1/2 to 2, and 32 to 108 */
	{ M_VIEWERS_SPEED, -OCTAVE, OCTAVE, QUARTER },
	{ M_QOE_SCORE, 5 * OCTAVE, 27 * QUARTER, QUARTER },
};
/* 1/256 s to 4 s: transfers; of the rarer ones each other bucket. */
static const struct range transfer = { METRICS, -8 * OCTAVE, 2 * OCTAVE,
	OCTAVE };
static const struct range rare = { METRICS, -8 * OCTAVE, 2 * OCTAVE,
	2 * OCTAVE };

static const struct range *
range_of(enum metric_id id)
{
	size_t i;

	for (i = 0; i < COUNT(ranges); i++)
		if (ranges[i].id == id)
			return &ranges[i];
	return id >= M_INIT_COUNT && id < M_CONNECT_COUNT ? &rare : &transfer;
}

/* Whether it is exported, and the run has seen its kind. */
static int
is_known(const struct block *b, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	const char *subject = m->kind == METRIC_STATE ? "-" :
	    block_windows[W_ALL];
	struct slice rest;

	return metric_is_sketch(m) && m->prom[0] != '\0' &&
	    block_find(b, subject, metric_section(m), &rest);
}

/* The run's histogram; empty where the block has none, or a broken one. */
static void
load(struct hist *h, const struct block *b, enum metric_id id)
{
	struct slice path = slice_str(metrics[id].path);
	struct slice rest, of;
	size_t i = 0;

	hist_clear(h);
	while (block_each(b, "sketch", &i, &rest))
		if (field_get(rest, "of", &of) && slice_eq(of, path))
			hist_parse(h, rest);
}

void
distribution_render(struct expo *e, const struct block *b)
{
	struct hist h;
	int i;

	hist_init(&h, 1000000);
	for (i = 0; i < METRICS; i++) {
		const struct metric *m = &metrics[i];
		const struct range *r = range_of((enum metric_id)i);

		if (!is_known(b, (enum metric_id)i))
			continue;
		load(&h, b, (enum metric_id)i);
		expo_family(e, (struct family){ m->prom,
		    m->kind == METRIC_STATE ? FAMILY_GAUGE_HISTOGRAM :
		    FAMILY_HISTOGRAM, m->unit, m->help });
		expo_histogram(e, NULL, &(struct distribution){ &h, r->low,
		    r->high, r->step });
	}
	hist_free(&h);
}
