/*
 * Scores are millionths, walls milliseconds: their sums are exact.
 */
#include <math.h>
#include <stdlib.h>

#include "ealloc.h"
#include "fold.h"
#include "qoe.h"
#include "session.h"

#define FULL 100000000.0
#define STARTUP_HALF 8e6	/* us of startup that halve the score */

static double
of_startup(const struct session *s)
{
	if (s->startup_us < 0)
		return FULL;
	return FULL * STARTUP_HALF / (STARTUP_HALF + (double)s->startup_us);
}

static double
of_rebuffering(const struct session *s)
{
	int64_t watched = s->played_us + s->rebuffered_us;
	double n = s->rebuffers + (s->viewer == VIEWER_REBUFFERING);
	double ratio = watched > 0 ?
	    (double)s->rebuffered_us / (double)watched : 0;

	/* Most never rebuffer, and all are judged at every tick. */
	if (n == 0 && ratio == 0)
		return FULL;
	return (FULL / sqrt(1 + n * n / 4) + FULL * exp(-10 * ratio)) / 2;
}

/* The score of a session, or SCORE_NONE; and why it is no better. */
static uint32_t
judge(const struct fold *fold, const struct session *s, enum why *why)
{
	double startup, rebuffering;

	*why = s->failed;
	/* Here only the failures would have one: VOD that nobody plays, */
	if (fold->vod && !fold->measured)
		return SCORE_NONE;
	/* and a log without stamps. */
	if (s->timeless)
		return SCORE_NONE;
	if (s->failed != WHY_NONE)
		return 0;
	if (!s->started || !s->measured)
		return SCORE_NONE;
	startup = of_startup(s);
	rebuffering = of_rebuffering(s);
	if (startup < rebuffering) {
		*why = WHY_STARTUP;
		return (uint32_t)(startup + 0.5);
	}
	*why = rebuffering < FULL ? WHY_REBUFFERING : WHY_NONE;
	return (uint32_t)(rebuffering + 0.5);
}

static uint32_t
span_ms(int64_t from_us, int64_t to_us)
{
	int64_t ms = (to_us - from_us) / 1000;

	return ms < 0 ? 0 : ms > INT32_MAX ? INT32_MAX : (uint32_t)ms;
}

static void
weigh(struct client *c, uint32_t score, uint32_t ms)
{
	if (ms > UINT32_MAX - c->wall_ms)
		return;
	c->weighted += (int64_t)score * ms;
	c->wall_ms += ms;
}

void
qoe_begin(const struct fold *fold, struct client *c, int64_t at_us)
{
	uint32_t now_ms = span_ms(fold->figures->at.first_us, at_us);

	/* The back-off belongs to the session that brought it about. */
	if (c->score != SCORE_NONE && now_ms > c->ended_ms)
		weigh(c, c->score, now_ms - c->ended_ms);
}

void
qoe_end(const struct fold *fold, const struct session *s, int64_t at_us)
{
	struct client *c = s->client;
	uint32_t ms = span_ms(s->start_us, at_us);
	enum why why;

	c->ended_ms = span_ms(fold->figures->at.first_us, at_us);
	c->score = judge(fold, s, &why);
	if (c->score == SCORE_NONE)
		return;
	/* However short it was, it was there. */
	weigh(c, c->score, ms > 0 ? ms : 1);
	if (c->worst == SCORE_NONE || c->score < c->worst) {
		c->worst = c->score;
		c->why = (uint8_t)why;
		c->reason = s->reason;
	}
}

uint32_t
qoe_score(const struct fold *fold, const struct client *c)
{
	uint32_t score = SCORE_NONE;
	struct client now;
	enum why why;

	if (c->live != NULL)
		score = judge(fold, c->live, &why);
	/* With one session only there is nothing to weigh. */
	if (c->wall_ms == 0)
		return score;
	now = *c;
	if (score != SCORE_NONE) {
		uint32_t ms = span_ms(c->live->start_us,
		    fold->figures->at.last_us);

		weigh(&now, score, ms > 0 ? ms : 1);
	}
	return (uint32_t)(now.weighted / now.wall_ms);
}

void
qoe_why(const struct fold *fold, const struct client *c, struct sbuf *b)
{
	static const char *const words[] = {
		"", "startup", "rebuffering", "startup_fail", "playback_fail",
	};
	enum why why = (enum why)c->why, now;
	uint8_t reason = c->reason;

	if (c->live != NULL && judge(fold, c->live, &now) < c->worst) {
		why = now;
		reason = c->live->reason;
	}
	sbuf_str(b, words[why]);
	if (why == WHY_STARTUP_FAIL || why == WHY_PLAYBACK_FAIL) {
		sbuf_char(b, ':');
		sbuf_str(b, fail_reasons[reason]);
	}
}

enum metric_id
qoe_rating(uint32_t score)
{
	static const struct {
		uint32_t from;
		enum metric_id id;
	} ratings[] = {
		{ SCORE_EXCELLENT, M_QOE_EXCELLENT }, 
		{ SCORE_GOOD, M_QOE_GOOD }, { SCORE_FAIR, M_QOE_FAIR },
	};
	size_t i;

	for (i = 0; i < COUNT(ratings); i++)
		if (score >= ratings[i].from)
			return ratings[i].id;
	return M_QOE_POOR;
}

static int
worst_first(const void *p, const void *q)
{
	const struct scored *x = p, *y = q;

	if (x->score != y->score)
		return x->score < y->score ? -1 : 1;
	return client_compare(x->client, y->client);
}

void
worst_take(struct worst *w, const struct client *c, uint32_t score)
{
	struct scored new = { c, score };
	size_t i = w->n;

	if (i == WORST_KEPT && worst_first(&w->at[--i], &new) <= 0)
		return;
	for (; i > 0 && worst_first(&w->at[i - 1], &new) > 0; i--)
		w->at[i] = w->at[i - 1];
	w->at[i] = new;
	w->n += w->n < WORST_KEPT;
}

/*
 * The worst k of all clients into worst, sorted; returns how many. It has room
 * for size, more than k unless that is all: the rest is dropped when full.
 */
static size_t
select_worst(const struct fold *fold, struct scored *worst, size_t k,
    size_t size)
{
	const struct client *c;
	size_t i = 0, m = 0;

	while ((c = clients_each(&fold->clients, &i)) != NULL) {
		if (m == size) {
			qsort(worst, m, sizeof(*worst), worst_first);
			m = k;
		}
		worst[m++] = (struct scored){ c, qoe_score(fold, c) };
	}
	qsort(worst, m, sizeof(*worst), worst_first);
	return m < k ? m : k;
}

const struct client **
qoe_worst(const struct fold *fold, int64_t most, size_t *n)
{
	size_t all = fold->clients.n, i;
	size_t k = most < 0 || (uint64_t)most > all ? all : (size_t)most;
	size_t size = k < all / 4 ? 2 * k + 64 : all;
	struct scored *worst = ezalloc(size, sizeof(*worst));
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	const struct client **order = ezalloc(k, sizeof(*order));

	*n = select_worst(fold, worst, k, size);
	for (i = 0; i < *n; i++)
		order[i] = worst[i].client;
	free(worst);
	return order;
}
