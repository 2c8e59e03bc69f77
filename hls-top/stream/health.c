/*
 * The rules, in the order of their weight.
 */
#include "figure.h"
#include "health.h"

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

	return figure(b, w, M_PLAYLIST_FAIL) +
	    figure(b, w, M_HLS_PLAYLIST_FAIL) > 0 &&
	    (figure(b, w, M_HLS_STALE_COUNT) > 0 ||
	    figure(b, wide, M_PLAYLIST_COUNT) == 0);
}

static enum health
hls(const struct block *b, enum block_window w)
{
	int64_t tried = figure(b, w, M_PLAYLIST_REQUESTS) +
	    figure(b, w, M_SEGMENT_REQUESTS) + figure(b, w, M_SEGMENT_ENDED);

	if (playlist_gone(b, w))
		return HEALTH_CRITICAL;
	if (figure(b, w, M_SEGMENT_LOST) + figure(b, w, M_HLS_SEGMENT_SKIP) +
	    figure(b, w, M_HLS_EXPIRED) + figure(b, w, M_STARTUP_FAIL) +
	    figure(b, w, M_PLAYBACK_FAIL) > 0)
		return HEALTH_UNHEALTHY;
	if (figure(b, w, M_REBUFFER_COUNT) + figure(b, w, M_HLS_STALE_COUNT) +
	    figure(b, w, M_VIEWERS_REBUFFERING) > 0)
		return HEALTH_DEGRADED;
	return tried > 0 ? HEALTH_GOOD : HEALTH_NONE;
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
	int64_t all = made + figure(b, w, M_CONNECT_FAIL);

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
