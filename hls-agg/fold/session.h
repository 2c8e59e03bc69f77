/*
 * The sessions that are alive: what each has in flight, and where its viewer
 * stands. Given back at their end, when what counts goes into their client.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "client.h"
#include "figures/figures.h"
#include "metric.h"
#include "slice.h"

struct fold;
struct scope;
struct attempts;

/* The last segment requests, so that an answer without a time has a start. */
#define SESSION_REQUESTS 4

struct session_request {
	int64_t n;		/* 0: none */
	int64_t at_us;
};

struct session {
	struct client *client;
	int64_t run;
	int64_t start_us;	/* stamp of its first record */
	int timeless;		/* no stamps, or of whole seconds */
	int newcomer;		/* its start says that it is a new viewer's */
	int attended;		/* its viewer is counted */
	int32_t inflight[T_TYPES];
	struct session_request requests[SESSION_REQUESTS];
	unsigned nrequests;
	int denied;		/* the last answer had status 400 or more, or
				 * was to be a playlist or a key and is none */
	struct attempts *attempts;	/* retry.h; NULL without; owned */

	/* The viewer: */
	enum viewer_state viewer;	/* ended: or not known yet */
	int started;		/* its first segment was complete */
	int measured;		/* its records have figures of playing */
	int unmeasured;		/* told that they have none, and why */
	int prefetching;	/* told that it fetches ahead */
	int64_t edge_us, latency_us;	/* as told last, -1: not */
	int placed;		/* these are new since the last tick */
	int64_t startup_us;	/* -1: not known */
	int64_t played_us, rebuffered_us;	/* totals seen so far */
	uint32_t rebuffers;
	enum why failed;	/* WHY_STARTUP_FAIL, WHY_PLAYBACK_FAIL, none */
	uint8_t reason;		/* of that */

	/* Its pace: see pace.h. */
	int64_t media_us;	/* media complete */
	int64_t segment_end_us;	/* stamp of the last segment's end, 0: none */
	int64_t origin_us;	/* end of the first segment measured, 0: none */
	int64_t anchor_us, anchor_media_us;	/* where speed is taken from */
	int64_t best_lead_us, drift_us;
	int64_t speed;		/* millionths; -1: not known */

	/* Its playlist: see playlist.h. */
	int64_t segment_us;	/* duration of its segments, 0: not known */
	uint64_t playlist;	/* hash of the URL loaded last */
	uint64_t followed;	/* the one whose changes count, 0: none yet */
	int64_t sequence;	/* media sequence of that one */
	int64_t stale_until_us;	/* what is booked as stale ends here */

	uint16_t part[DIMENSIONS];	/* their numbers, 0: none */
};

/*
 * The session of a record, made if it is not there yet; it takes the place of
 * an earlier process of its client, which ends with that. NULL if the subject
 * names no session, or one that has already been followed by a later process;
 * or one of a client beyond SESSION_CLIENTS_MAX, which figures->crowded counts.
 */
struct session *session_find(struct fold *fold, struct slice subject,
    int64_t at_us);

/*
 * The process has ended at at_us; what it had in flight counts as aborted.
 * ours: we ended it, so what it was trying is not given up.
 */
void session_end(struct fold *fold, struct session *s, int64_t at_us, int ours);

/*
 * What its viewer has come to, of enum viewer_past: each is counted once for
 * each viewer. A process is a new viewer's where its start says so; one whose
 * start is not there, where its client has had none.
 */
void session_past(const struct scope *in, unsigned past);

/* Gives it back, as it is. */
void session_free(struct session *s);

/* One request more (n = 1) or less (n = -1) in flight; never below 0. */
void session_inflight(struct fold *fold, struct session *s,
    enum transaction_type type, int n);

/*
 * Its requests are no longer known: hls-parse drops them where lines were
 * lost. They may have been answered, so they do not count as aborted.
 */
void session_forget(struct fold *fold, struct session *s);

void session_viewer(struct fold *fold, struct session *s,
    enum viewer_state state);

/* Remembers when a request was written; and when it was, or -1. */
void session_requested(struct session *s, int64_t n, int64_t at_us);
int64_t session_request_time(const struct session *s, int64_t n);

#endif
