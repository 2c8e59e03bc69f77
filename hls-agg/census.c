/*
 * What a client or session comes to is in qoe.c, pace.h and playlist.c.
 */
#include "census.h"
#include "pace.h"
#include "qoe.h"
#include "retry.h"

#define RATINGS (M_QOE_POOR - M_QOE_EXCELLENT + 1)

struct census {
	int64_t slow, realtime, drifted;
	int64_t rated[RATINGS];
	int64_t newest;		/* media sequence, -1: none */
};

static void
see_session(struct census *n, const struct session *s)
{
	n->slow += s->speed >= 0 && s->speed < PACE_SLOW;
	n->realtime += s->speed >= PACE_SLOW;
	n->drifted += s->drift_us > PACE_DRIFTED_US;
	if (s->followed != 0 && s->sequence > n->newest)
		n->newest = s->sequence;
}

static void
sample(struct agg *a, enum metric_id id, int64_t us)
{
	if (us >= 0)
		agg_sample(a, id, us);
}

/* Where each viewer is, once a tick however often it told. */
static void
place(struct agg *a, struct session *s)
{
	if (!s->placed)
		return;
	agg_focus(a, s);
	sample(a, M_VIEWERS_EDGE, s->edge_us);
	sample(a, M_VIEWERS_LATENCY, s->latency_us);
	s->placed = 0;
}

static void
judge(struct agg *a, struct session *s)
{
	if (s->attempts == NULL)
		return;
	agg_focus(a, s);
	retry_judge(a, s, 0);
}

static void
see_score(struct census *n, struct agg *a, uint32_t score)
{
	if (score == SCORE_NONE)
		return;
	tally_sample(&a->windows.all, M_QOE_SCORE, score);
	n->rated[qoe_rating(score) - M_QOE_EXCELLENT]++;
}

static void
set_sequence(struct agg *a, int64_t newest)
{
	a->gauge[M_HLS_MEDIA_SEQUENCE].known = 0;
	if (newest >= 0)
		gauge_set(a->gauge, M_HLS_MEDIA_SEQUENCE, newest);
}

/* Once there is any to tell of. */
static void
set_pace(struct agg *a, const struct census *n)
{
	if (!a->gauge[M_VIEWERS_SLOW].seen &&
	    n->slow + n->realtime + n->drifted == 0)
		return;
	gauge_set(a->gauge, M_VIEWERS_SLOW, n->slow);
	gauge_set(a->gauge, M_VIEWERS_REALTIME, n->realtime);
	gauge_set(a->gauge, M_VIEWERS_DRIFTED, n->drifted);
}

static void
set_ratings(struct agg *a, const struct census *n)
{
	unsigned i;

	if (tally_sketch(&a->windows.all, M_QOE_SCORE)->n == 0)
		return;
	for (i = 0; i < RATINGS; i++)
		gauge_set(a->gauge, M_QOE_EXCELLENT + i, n->rated[i]);
}

void
census_take(struct agg *a)
{
	struct census n = { .newest = -1 };
	struct client *c;
	size_t i = 0;

	tally_reset(&a->windows.all, M_QOE_SCORE);
	while ((c = clients_each(&a->clients, &i)) != NULL) {
		if (c->live != NULL) {
			see_session(&n, c->live);
			place(a, c->live);
			judge(a, c->live);
		}
		see_score(&n, a, qoe_score(a, c));
	}
	agg_focus(a, NULL);
	set_sequence(a, n.newest);
	set_pace(a, &n);
	set_ratings(a, &n);
}
