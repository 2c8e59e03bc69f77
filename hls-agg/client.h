/*
 * The clients of the swarm: what is kept of each over all its sessions, and
 * the session that is alive. Memory: one struct client per client, one struct
 * session (session.h) per process that is alive.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <stdint.h>

#include "breakdown.h"
#include "idmap.h"
#include "slice.h"

struct session;

/* What holds a score down, see qoe.h. */
enum why {
	WHY_NONE, WHY_STARTUP, WHY_REBUFFERING, WHY_STARTUP_FAIL,
	WHY_PLAYBACK_FAIL
};

/* No score: a score is in millionths, at most 100000000. */
#define SCORE_NONE UINT32_MAX

struct client {
	struct session *live;	/* NULL: no process; owned */
	int64_t id;
	int64_t bytes;		/* bodies of complete transfers */
	int64_t ttfb_us;	/* sum over its segments */
	int64_t weighted;	/* sum of score * wall of its sessions */
	uint32_t wall_ms;	/* of the scored ones, back-off included */
	uint32_t ended_ms;	/* end of its last session, in the run */
	uint32_t score;		/* of its last session, or SCORE_NONE */
	uint32_t worst;		/* of its worst, or SCORE_NONE */
	uint32_t ttfbs;		/* segments in ttfb_us */
	uint32_t segments;	/* complete */
	uint32_t errors;	/* failed requests and connections */
	uint32_t rebuffers;
	uint32_t lines_lost;
	uint16_t addr, group;	/* parts of the breakdown, 0 for none */
	uint16_t host;
	uint8_t why;		/* enum why, of its worst session */
	uint8_t reason;		/* of a failure, see qoe_reasons */
};

/* Start from { 0 }. */
struct clients {
	struct idmap map;
};

void clients_free(struct clients *cs);

/*
 * The clients in the order of host and id: an array that the caller frees, of
 * cs->map.n pointers.
 */
struct client **clients_sorted(const struct clients *cs);

#endif
