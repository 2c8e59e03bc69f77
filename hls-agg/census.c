/*
 * What a client or session comes to is in qoe.c, pace.h and playlist.c.
 */
#include "census.h"
#include "pace.h"
#include "qoe.h"

#define RATINGS (M_QOE_POOR - M_QOE_EXCELLENT + 1)

struct census {
	int64_t slow, realtime, drifted;
	int64_t rated[RATINGS];
	struct playlist_walk playlists;
};

static void
see_session(struct census *n, struct agg *a, const struct session *s)
{
	n->slow += s->speed >= 0 && s->speed < PACE_SLOW;
	n->realtime += s->speed >= PACE_SLOW;
	n->drifted += s->drift_us > PACE_DRIFTED_US;
	if (s->watched >= 0)
		playlist_see(a, &n->playlists, s);
}

static void
see_score(struct census *n, struct agg *a, uint32_t score)
{
	if (score == SCORE_NONE)
		return;
	tally_sample(&a->windows.all, M_QOE_SCORE, score);
	n->rated[qoe_rating(score) - M_QOE_EXCELLENT]++;
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
	struct census n = { 0 };
	struct client *c;
	size_t i = 0;

	tally_reset(&a->windows.all, M_QOE_SCORE);
	playlist_walk_begin(a, &n.playlists);
	while ((c = clients_each(&a->clients, &i)) != NULL) {
		if (c->live != NULL)
			see_session(&n, a, c->live);
		see_score(&n, a, qoe_score(a, c));
	}
	playlist_walk_end(a, &n.playlists);
	agg_focus(a, NULL);
	set_pace(a, &n);
	set_ratings(a, &n);
}
