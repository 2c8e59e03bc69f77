/*
 * A word for each layer of the delivery, over one window:
 *
 *	HLS	critical	a playlist failed: a request for one, or a
 *				load that FFmpeg gave up
 *		unhealthy	a segment was lost
 *		degraded	a segment was skipped or expired, or a
 *				media sequence jumped
 *	HTTP	critical	20 % or more of the ended requests failed
 *		unhealthy	5 % or more
 *		degraded	1 % or more
 *	TCP	critical	under 95 % of the attempts connected
 *		degraded	under 99 %
 *
 * else healthy. Shares are those of the counts, not of a ratio that was
 * rounded.
 */
#ifndef HEALTH_H
#define HEALTH_H

#include "block.h"
#include "term/frame.h"

enum layer { LAYER_HLS, LAYER_HTTP, LAYER_TCP, LAYERS };

enum health {
	HEALTH_NONE,		/* nothing has been tried in the window */
	HEALTH_GOOD, HEALTH_DEGRADED, HEALTH_UNHEALTHY, HEALTH_CRITICAL,
	HEALTHS
};

enum health health_of(const struct block *b, enum block_window w,
    enum layer l);

const char *health_word(enum health h);
enum look health_look(enum health h);

/* What makes a layer so, 19 characters at most; NULL where nothing does. */
const char *health_rule(enum layer l, enum health h);

#endif
