/*
 * How well the viewers fared, as a score from 0 to 100.
 *
 * Of a session: S = 100 * 8 / (8 + startup in seconds); R = the mean of
 * 100 / sqrt(1 + (n / 2)^2) and 100 * e^(-10 * ratio), of n rebuffers and the
 * rebuffer ratio; the score is the lower one, and 0 if startup or playback
 * failed. (Startup time, count and share of rebuffers and failures are the
 * parts that Mux publishes for its scores; the formulas are ours.)
 *
 * Of a client: the mean over its sessions, weighted by their wall time with
 * the back-off behind them. Sessions that we end before their first segment,
 * and those without figures of playing, have no score.
 *
 * Ratings: excellent from 90, good from 75, fair from 50, else poor.
 */
#ifndef QOE_H
#define QOE_H

#include <stdint.h>

#include "client.h"
#include "metric.h"
#include "sbuf.h"

struct fold;
struct session;

/* A new session of the client begins, or its last one ends, at at_us. */
void qoe_begin(const struct fold *fold, struct client *c, int64_t at_us);
void qoe_end(const struct fold *fold, const struct session *s, int64_t at_us);

/* The score of a client as things stand, or SCORE_NONE. */
uint32_t qoe_score(const struct fold *fold, const struct client *c);

/* What holds it down: "rebuffering", "startup_fail:exit_error", "". */
void qoe_why(const struct fold *fold, const struct client *c, struct sbuf *b);

/* The gauge that a score counts in. */
enum metric_id qoe_rating(uint32_t score);

/* The clients with the lowest scores, the worst first. Start from { 0 }. */
#define WORST_KEPT 10

struct scored {
	const struct client *client;
	uint32_t score;
};

struct worst {
	struct scored at[WORST_KEPT];
	size_t n;
};

/* One more, which has a score. */
void worst_take(struct worst *w, const struct client *c, uint32_t score);

/*
 * The worst first, those without a score last: an array of *n clients, at most
 * as many (-1: all), that the caller frees.
 */
const struct client **qoe_worst(const struct fold *fold, int64_t most,
    size_t *n);

#endif
