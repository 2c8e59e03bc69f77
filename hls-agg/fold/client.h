/*
 * The clients of the swarm: what is kept of each over all its sessions, and
 * the session that is alive. Memory: one struct client and 5 to 9 bytes of
 * index per client, a struct account too where clients are told one by one
 * (--per-client); one struct session (session.h) per process that is alive.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <stdint.h>

#include "figures/parts.h"
#include "idmap.h"
#include "slice.h"

struct session;

/* What holds a score down, see qoe.h. */
enum why {
	WHY_NONE, WHY_STARTUP, WHY_REBUFFERING, WHY_STARTUP_FAIL,
	WHY_PLAYBACK_FAIL
};

/* What a viewer has been through already, in whatever session. */
enum viewer_past { PAST_CAME = 1, PAST_PLAYED = 2, PAST_REBUFFERED = 4 };

/* No score: a score is in millionths, at most 100000000. */
#define SCORE_NONE UINT32_MAX

struct client {
	struct session *live;	/* NULL: no process; owned */
	uint64_t key;		/* idmap_client: its number and its host */
	int64_t weighted;	/* sum of score * wall of its sessions */
	uint32_t wall_ms;	/* of the scored ones, back-off included */
	uint32_t ended_ms;	/* end of its last session, in the run */
	uint32_t score;		/* of its last session, or SCORE_NONE */
	uint32_t worst;		/* of its worst, or SCORE_NONE */
	uint32_t lines_lost;
	uint16_t addr, group;	/* numbers of parts, 0 for none */
	uint16_t host, rendition;
	uint8_t why;		/* enum why, of its worst session */
	uint8_t reason;		/* of a failure, enum fail_reason */
	uint8_t viewer;		/* of enum viewer_past, of who is there now */
};

/* What a line of its own has to tell of a client. */
struct account {
	int64_t bytes;		/* bodies of complete transfers */
	int64_t ttfb_us;	/* sum over its segments */
	uint32_t ttfbs;		/* segments in ttfb_us */
	uint32_t segments;	/* complete */
	uint32_t errors;	/* failed requests and connections */
	uint32_t rebuffers;
};

/* Start from { 0 }, but for accounts. */
struct clients {
	int accounts;		/* each client has one */
	size_t n;
	char **chunk;		/* CLIENT_CHUNK of them each; owned */
	uint32_t *slot;		/* by key: the place in chunks + 1, 0: free */
	size_t size;		/* slots: a power of two, or 0 */
};

#define CLIENT_CHUNK 256

void clients_free(struct clients *cs);

/* The i-th client, from 0. */
static inline struct client *
clients_at(const struct clients *cs, size_t i)
{
	size_t each = sizeof(struct client) +
	    (cs->accounts ? sizeof(struct account) : 0);

	return (struct client *)(void *)(cs->chunk[i / CLIENT_CHUNK] +
	    i % CLIENT_CHUNK * each);
}

/* The account of a client, which stands behind it; NULL without accounts. */
static inline struct account *
clients_account(const struct clients *cs, const struct client *c)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): const */
	return cs->accounts ? (struct account *)(uintptr_t)(c + 1) : NULL;
}

/* The number of a client, as its subject has it. */
static inline int64_t
client_id(const struct client *c)
{
	return (int64_t)(c->key & UINT32_MAX);
}

/* The client with this key, or NULL. It stays where it is. */
struct client *clients_get(const struct clients *cs, uint64_t key);
/* Makes one that is not there. */
struct client *clients_add(struct clients *cs, uint64_t key);

/* One after the other as they came: start with *i = 0; NULL at the end. */
static inline struct client *
clients_each(const struct clients *cs, size_t *i)
{
	size_t k = (*i)++;

	return k < cs->n ? clients_at(cs, k) : NULL;
}

/* Below, equal to or above 0 by the order of host and number. */
int client_compare(const struct client *x, const struct client *y);

#endif
