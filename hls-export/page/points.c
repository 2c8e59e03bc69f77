/*
 * Joining: sums add up, and the quantiles of a joined point are those of its
 * joined distribution.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "points.h"

/* A block so soon behind another is its end: hls-agg's last one. */
#define MOMENT_US 100000

const enum metric_id points_followed[FOLLOWED] = {
	M_SEGMENT_TTFB, M_SEGMENT_DELIVERY, M_VIEWERS_EDGE,
};

#define GAUGE(id) { M_##id, COURSE_GAUGE, 0, STATS }
#define RATE(id) { M_##id, COURSE_RATE, 0, STATS }
#define BITS(id) { M_##id, COURSE_BITS, 0, STATS }
#define RATIO(id) { M_##id, COURSE_RATIO, 0, STATS }
#define OF(id, name, stat) \
	{ M_##id, COURSE_QUANTILE, FOLLOW_##name, STAT_##stat }

const struct series points_series[SERIES] = {
	GAUGE(VIEWERS_STARTUP), GAUGE(VIEWERS_PLAYING),
	GAUGE(VIEWERS_REBUFFERING), GAUGE(CLIENTS_TARGET),
	GAUGE(CLIENTS_ACTIVE), GAUGE(CLIENTS_BACKOFF), GAUGE(CLIENTS_STOPPED),
	RATE(PLAYLIST_REQUESTS), RATE(SEGMENT_REQUESTS), RATE(INIT_REQUESTS),
	RATE(KEY_REQUESTS), RATE(OTHER_REQUESTS),
	BITS(HTTP_BYTES), BITS(SEGMENT_BYTES),
	OF(SEGMENT_TTFB, TTFB, P50), OF(SEGMENT_TTFB, TTFB, P95),
	OF(SEGMENT_TTFB, TTFB, P99),
	OF(SEGMENT_DELIVERY, DELIVERY, P50),
	OF(SEGMENT_DELIVERY, DELIVERY, P95),
	OF(SEGMENT_DELIVERY, DELIVERY, P99),
	OF(VIEWERS_EDGE, EDGE, P50), OF(VIEWERS_EDGE, EDGE, P95),
	RATE(HTTP_4XX), RATE(HTTP_5XX), RATE(HTTP_SHORT), RATE(HTTP_NO_TIME),
	RATE(HTTP_RESET), RATE(HTTP_CLOSED), RATE(HTTP_REDIRECTS),
	RATE(HTTP_EXTENSION), RATE(HTTP_NO_RESPONSE), RATE(CONNECT_FAIL),
	RATE(SEGMENT_LOST),
	RATIO(REBUFFER_RATIO), RATE(REBUFFER_SESSIONS),
	GAUGE(GENERATOR_IDLE), GAUGE(GENERATOR_CPU),
	GAUGE(GENERATOR_LATE_MAX), RATE(GENERATOR_LOST),
};

void
points_init(struct points *p)
{
	*p = (struct points){ .step = 1,
		.point = ezalloc(POINTS, sizeof(*p->point)) };
}

void
point_free(struct point *x)
{
	int i;

	for (i = 0; i < FOLLOWED; i++)
		pack_free(&x->pack[i]);
}

void
points_clear(struct points *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		point_free(&p->point[i]);
	*p = (struct points){ .step = 1, .point = p->point };
}

void
points_free(struct points *p)
{
	points_clear(p);
	free(p->point);
	*p = (struct points){ 0 };
}

static size_t
room_of(const struct point *x)
{
	size_t n = 0;
	int i;

	for (i = 0; i < FOLLOWED; i++)
		n += x->pack[i].bytes;
	return n;
}

static void
join_cell(struct cell *a, const struct cell *b)
{
	int fresh = a->weight <= 0;

	/* What took no time has come all the same. */
	a->sum += b->sum;
	a->weight += b->weight;
	if (b->weight <= 0)
		return;
	if (fresh || b->lo < a->lo)
		a->lo = b->lo;
	if (fresh || b->hi > a->hi)
		a->hi = b->hi;
}

static void
set_quantile(struct point *x, size_t i)
{
	const struct series *s = &points_series[i];
	const struct pack *p = &x->pack[s->followed];
	const struct sketch_stat *stat = &sketch_stats[s->stat];

	if (p->n == 0)
		return;
	x->cell[i].weight = 1;
	x->cell[i].sum = (double)pack_quantile(p, FOLLOWED_SCALE,
	    stat->num, stat->den);
}

/* What follows goes into what was before it. */
static void
join(struct point *a, struct point *b)
{
	size_t i;

	a->end_us = b->end_us;
	a->blocks += b->blocks;
	for (i = 0; i < FOLLOWED; i++)
		if (b->pack[i].n > 0)
			pack_join(&a->pack[i], &b->pack[i]);
	for (i = 0; i < (size_t)ORIGINS * ORIGIN_FIGURES; i++)
		join_cell(&a->origin[i / ORIGIN_FIGURES][i % ORIGIN_FIGURES],
		    &b->origin[i / ORIGIN_FIGURES][i % ORIGIN_FIGURES]);
	for (i = 0; i < SERIES; i++) {
		join_cell(&a->cell[i], &b->cell[i]);
		if (points_series[i].course == COURSE_QUANTILE)
			set_quantile(a, i);
	}
	point_free(b);
}

/* Every other point goes into the one before it. */
static void
halve(struct points *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++) {
		if (i % 2 == 1)
			join(&p->point[n - 1], &p->point[i]);
		else
			p->point[n++] = p->point[i];
	}
	p->n = n;
	p->step *= 2;
	p->pack_bytes = 0;
	for (i = 0; i < n; i++)
		p->pack_bytes += room_of(&p->point[i]);
}

/* So short a time has no rates of its own. */
static void
join_moment(struct point *last, struct point *x)
{
	size_t i;

	for (i = 0; i < SERIES; i++)
		if (last->cell[i].weight > 0) {
			x->cell[i].lo = last->cell[i].lo;
			x->cell[i].hi = last->cell[i].hi;
		}
	x->blocks = 0;
	join(last, x);
}

void
/* NOLINTNEXTLINE(misc-no-recursion): halved, there is room */
points_add(struct points *p, struct point *fresh)
{
	int any = p->n > 0;
	struct point *last = &p->point[any ? p->n - 1 : 0];
	int moment = any && fresh->end_us < last->end_us + MOMENT_US;

	if (moment || (any && last->blocks < p->step)) {
		p->pack_bytes -= room_of(last);
		if (moment)
			join_moment(last, fresh);
		else
			join(last, fresh);
		p->pack_bytes += room_of(last);
		return;
	}
	if (p->n == POINTS ||
	    (p->n > 1 && p->pack_bytes > POINTS_PACK_BYTES)) {
		halve(p);
		points_add(p, fresh);
		return;
	}
	p->pack_bytes += room_of(fresh);
	p->point[p->n++] = *fresh;
}

int
points_wants(const struct points *p)
{
	/* Of single blocks two are always joined. */
	if (p->step == 1)
		return p->n % 2 == 1;
	return p->n > 0 && p->point[p->n - 1].blocks + 1 >= p->step;
}

void
points_settle(struct points *p, struct pack pack[FOLLOWED])
{
	struct point *last = &p->point[p->n - 1];
	size_t i;

	p->pack_bytes -= room_of(last);
	for (i = 0; i < FOLLOWED; i++) {
		if (pack[i].n > 0)
			pack_join(&last->pack[i], &pack[i]);
		pack_free(&pack[i]);
	}
	p->pack_bytes += room_of(last);
	/* A single block has said what its own are. */
	for (i = 0; i < SERIES && last->blocks > 1; i++)
		if (points_series[i].course == COURSE_QUANTILE)
			set_quantile(last, i);
}
