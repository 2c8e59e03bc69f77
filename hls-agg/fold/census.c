/*
 * What a client or session comes to is in qoe.c, pace.h and playlist.c.
 */
#include "census.h"
#include "pace.h"
#include "qoe.h"
#include "retry.h"

#define RATINGS (M_RATINGS_END - M_RATINGS_FIRST)

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

/* Where each viewer is, once a tick however often it told. */
static void
place(const struct scope *in)
{
	scope_time(in, M_VIEWERS_EDGE, in->who->edge_us);
	scope_time(in, M_VIEWERS_LATENCY, in->who->latency_us);
	in->who->placed = 0;
}

/* What it adds to the second, if it has anything to add. */
static void
tell(struct fold *fold, struct session *s)
{
	struct scope in;

	if (!s->placed && s->attempts == NULL)
		return;
	scope_set(&in, fold, s);
	if (s->placed)
		place(&in);
	if (s->attempts != NULL)
		retry_judge(&in, 0);
}

/* How long it has been starting by the tick. */
static void
wait(struct figures *f, const struct session *s, int64_t tick_us)
{
	if (f->viewed && !s->started && !s->timeless &&
	    tick_us >= s->start_us)
		hist_add(&f->waiting, tick_us - s->start_us);
}

static void
see_score(struct census *n, struct fold *fold, const struct client *c)
{
	uint32_t score = qoe_score(fold, c);

	if (score == SCORE_NONE)
		return;
	tally_sample(&fold->figures->windows.all, M_QOE_SCORE, score);
	n->rated[qoe_rating(score) - M_RATINGS_FIRST]++;
	if (score < SCORE_EXCELLENT)
		worst_take(&fold->worst, c, score);
}

static void
set_sequence(struct figures *f, int64_t newest)
{
	f->gauge[M_HLS_MEDIA_SEQUENCE].known = 0;
	if (newest >= 0)
		gauge_set(f->gauge, M_HLS_MEDIA_SEQUENCE, newest);
}

/* Once there is any to tell of. */
static void
set_pace(struct figures *f, const struct census *n)
{
	if (!f->gauge[M_VIEWERS_SLOW].seen &&
	    n->slow + n->realtime + n->drifted == 0)
		return;
	gauge_set(f->gauge, M_VIEWERS_SLOW, n->slow);
	gauge_set(f->gauge, M_VIEWERS_REALTIME, n->realtime);
	gauge_set(f->gauge, M_VIEWERS_DRIFTED, n->drifted);
}

static void
set_ratings(struct figures *f, const struct census *n)
{
	unsigned i;

	if (tally_sketch(&f->windows.all, M_QOE_SCORE)->n == 0)
		return;
	for (i = 0; i < RATINGS; i++)
		gauge_set(f->gauge, M_RATINGS_FIRST + i, n->rated[i]);
}

void
census_take(struct fold *fold, int64_t tick_us)
{
	struct figures *f = fold->figures;
	struct census n = { .newest = -1 };
	struct client *c;
	size_t i = 0;

	tally_reset(&f->windows.all, M_QOE_SCORE);
	hist_clear(&f->waiting);
	fold->worst.n = 0;
	while ((c = clients_each(&fold->clients, &i)) != NULL) {
		if (c->live != NULL) {
			see_session(&n, c->live);
			tell(fold, c->live);
			wait(f, c->live, tick_us);
		}
		see_score(&n, fold, c);
	}
	set_sequence(f, n.newest);
	set_pace(f, &n);
	set_ratings(f, &n);
}
