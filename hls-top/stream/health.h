/*
 * A word for each layer of the delivery, over one window:
 *
 *	HLS	critical	playlist loads failed, and playlists went stale
 *				or none came
 *		unhealthy	a segment was lost, skipped or expired
 *		degraded	a viewer rebuffered, or does so now; or a
 *				playlist went stale
 *	HTTP	critical	20 % or more of the ended requests failed
 *		unhealthy	5 % or more
 *		degraded	1 % or more
 *	TCP	critical	under 95 % of the attempts connected
 *		degraded	under 99 %
 *
 * else healthy. HLS goes by what viewers felt: a load that the next one made
 * good, a media sequence that moved by two and a rule that a watched playlist
 * broke are figures only. Shares are those of the counts, not of a ratio that
 * was rounded.
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
