/*
 * The rules, in the order of their weight.
 */
#include "figure.h"
#include "health.h"
#include "sum/sum.h"

static const struct {
	const char *word;
	enum look look;
} words[HEALTHS] = {
	[HEALTH_NONE] = { "no data", LOOK_PLAIN },
	[HEALTH_GOOD] = { "healthy", LOOK_GOOD },
	[HEALTH_DEGRADED] = { "degraded", LOOK_WARN },
	[HEALTH_UNHEALTHY] = { "unhealthy", LOOK_BAD },
	[HEALTH_CRITICAL] = { "critical", LOOK_BAD },
};

static const char *const rules[LAYERS][HEALTHS] = {
	[LAYER_HLS] = {
		[HEALTH_CRITICAL] = "playlist gone",
		[HEALTH_UNHEALTHY] = "missed, failed",
		[HEALTH_DEGRADED] = "rebuffering, stale",
	},
	[LAYER_HTTP] = {
		[HEALTH_CRITICAL] = "20 % or more failed",
		[HEALTH_UNHEALTHY] = "5 % or more",
		[HEALTH_DEGRADED] = "1 % or more",
	},
	[LAYER_TCP] = {
		[HEALTH_CRITICAL] = "< 95 % connected",
		[HEALTH_DEGRADED] = "< 99 %",
	},
};

/* Loads failed, and what came brought nothing in time; or nothing came. */
static int
playlist_gone(const struct block *b, enum block_window w)
{
	/* In one second there may be no other load. */
	enum block_window wide = w == W_1S ? W_10S : w;

	return (figure(b, w, M_PLAYLIST_FAIL) > 0 ||
	    figure(b, w, M_HLS_PLAYLIST_FAIL) > 0) &&
	    (figure(b, w, M_HLS_STALE_COUNT) > 0 ||
	    figure(b, wide, M_PLAYLIST_COUNT) == 0);
}

/* Whether any of n figures is above 0. */
static int
any(const struct block *b, enum block_window w, const enum metric_id *ids,
    size_t n)
{
	while (n > 0)
		if (figure(b, w, ids[--n]) > 0)
			return 1;
	return 0;
}

static enum health
hls(const struct block *b, enum block_window w)
{
	static const enum metric_id lost[] = { M_SEGMENT_LOST,
		M_HLS_SEGMENT_SKIP, M_HLS_EXPIRED, M_STARTUP_FAIL,
		M_PLAYBACK_FAIL };
	static const enum metric_id slow[] = { M_REBUFFER_COUNT,
		M_HLS_STALE_COUNT, M_VIEWERS_REBUFFERING };
	static const enum metric_id tried[] = { M_PLAYLIST_REQUESTS,
		M_SEGMENT_REQUESTS, M_SEGMENT_ENDED };

	if (playlist_gone(b, w))
		return HEALTH_CRITICAL;
	if (any(b, w, lost, COUNT(lost)))
		return HEALTH_UNHEALTHY;
	if (any(b, w, slow, COUNT(slow)))
		return HEALTH_DEGRADED;
	return any(b, w, tried, COUNT(tried)) ? HEALTH_GOOD : HEALTH_NONE;
}

/* Whether n of all are a share of percent or more. */
static int
from(int64_t n, int64_t all, int percent)
{
	return (double)n * 100 >= (double)all * percent;
}

static enum health
http(const struct block *b, enum block_window w)
{
	int64_t all = figure(b, w, M_HTTP_REQUESTS);
	int64_t bad = figure(b, w, M_HTTP_ERROR_COUNT);

	if (all == 0)
		return HEALTH_NONE;
	if (from(bad, all, 20))
		return HEALTH_CRITICAL;
	if (from(bad, all, 5))
		return HEALTH_UNHEALTHY;
	return from(bad, all, 1) ? HEALTH_DEGRADED : HEALTH_GOOD;
}

static enum health
tcp(const struct block *b, enum block_window w)
{
	int64_t made = figure(b, w, M_CONNECT_COUNT);
	int64_t all = sum_add(made, figure(b, w, M_CONNECT_FAIL));

	if (all == 0)
		return HEALTH_NONE;
	if (from(made, all, 99))
		return HEALTH_GOOD;
	return from(made, all, 95) ? HEALTH_DEGRADED : HEALTH_CRITICAL;
}

enum health
health_of(const struct block *b, enum block_window w, enum layer l)
{
	static enum health (*const of[LAYERS])(const struct block *,
	    enum block_window) = {
		[LAYER_HLS] = hls, [LAYER_HTTP] = http, [LAYER_TCP] = tcp,
	};

	return of[l](b, w);
}

const char *
health_word(enum health h)
{
	return words[h].word;
}

enum look
health_look(enum health h)
{
	return words[h].look;
}

const char *
health_rule(enum layer l, enum health h)
{
	return rules[l][h];
}
