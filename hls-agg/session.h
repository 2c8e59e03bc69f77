/*
 * The sessions that are alive: what each has in flight, and where its viewer
 * stands. Memory follows their number and is given back at their end.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "idmap.h"
#include "metric.h"
#include "record.h"
#include "tally.h"

enum viewer_state {
	VIEWER_STARTUP, VIEWER_PLAYING, VIEWER_REBUFFERING, VIEWER_STATES,
	VIEWER_NONE = VIEWER_STATES,	/* nothing known of it, or it ended */
};

struct session {
	int64_t run;
	int64_t played_us, rebuffered_us;	/* totals seen so far */
	int32_t inflight[T_TYPES];
	enum viewer_state viewer;
	int rebuffered;		/* it did at least once */
};

struct sessions {
	struct idmap map;
	struct tally *now;	/* counts what an end leaves unanswered */
	int64_t inflight[T_TYPES];		/* of all */
	int64_t viewers[VIEWER_STATES + 1];	/* alive, by state */
	int64_t most;		/* the most that were alive at a time */
};

/* The tally stays the caller's. */
void sessions_init(struct sessions *ss, struct tally *now);
void sessions_free(struct sessions *ss);

/*
 * The session of a record, made if it is not there yet; it takes the place of
 * an earlier process of its client, which ends with that. NULL if the subject
 * names no session, or one that has already been followed by a later process.
 */
struct session *session_find(struct sessions *ss, struct slice subject);

/* The process has ended; what it had in flight counts as aborted. */
void session_end(struct sessions *ss, struct slice subject);

/* One request more (n = 1) or less (n = -1) in flight; never below 0. */
void session_inflight(struct sessions *ss, struct session *s,
    enum transaction_type type, int n);

/*
 * Its requests are no longer known: hls-parse drops them where lines were
 * lost. They may have been answered, so they do not count as aborted.
 */
void session_forget(struct sessions *ss, struct session *s);

void session_viewer(struct sessions *ss, struct session *s,
    enum viewer_state state);

#endif
