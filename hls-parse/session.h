/*
 * What hls-parse knows of one live process (a session): its HTTP exchanges
 * and its virtual viewer.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "clock.h"
#include "request.h"
#include "idmap.h"
#include "learn.h"
#include "logline.h"
#include "only.h"
#include "out.h"
#include "record.h"
#include "scrape.h"
#include "stats.h"
#include "viewer.h"
#include "watch.h"

/* How fast FFmpeg reads, as pace= in hls-raw(5) has it. */
enum pace {
	PACE_OFF,
	PACE_BURST,		/* as it plays, but for the first part */
	PACE_REALTIME,		/* as it plays */
};

struct session {
	struct session_id id;	/* its host points into subject */
	char subject[96];	/* as it stands in the stream */
	size_t subject_n;
	struct http http;
	struct viewer viewer;
	bool waits;		/* something is not settled yet */
	struct track *failed;	/* segments that may be gaps */
	struct learn learn;	/* how long segments are, by the log */
	int64_t out_time_us;	/* of the -progress block being read, or -1 */
	int64_t written_us;	/* as FFmpeg's last word has it, 0: none */
	enum pace pace;		/* as for the whole program, below */
	bool tagged;		/* the log's lines name their level */
	bool debug;		/* its level is debug or trace */
	bool in_argument;	/* scrub: inside a secret of several lines */
	struct logline line;	/* the log line being read */
	char prefix[64];	/* what stands in front of its text */
	size_t prefix_n;	/* 0: none, or it is too long */
	struct sbuf last;	/* the log line before, if it meant anything */
	struct sbuf error;	/* the latest error line, and its stamp */
	int64_t error_us;
};

/*
 * What most of hls-parse is about: a session, and the stamp of the line or
 * record that tells something of it.
 */
struct at {
	struct parse *p;
	struct session *s;
	int64_t t;
};

/* The same session at another time. */
static inline struct at
at_time(const struct at *at, int64_t t)
{
	return (struct at){ at->p, at->s, t };
}

/* The last line that was FFmpeg's, for a short look at the next. */
struct hot {
	struct at at;		/* its session NULL: none, or it has ended */
	char stamp[17];		/* "1795351500.000000", as its time */
	char log[112], progress[112];	/* " 1.0 log " and " 1.0 progress " */
	size_t n, progress_n;
};

/* The whole program's state: the sessions alive and where events go. */
struct parse {
	struct out out;
	struct idmap sessions;
	struct hot hot;
	int no_viewer;		/* the swarm is none of viewers */
	int via;		/* connections go to a relay or a proxy */
	enum pace pace;
	int64_t target_us;	/* target duration as given, 0: it is not */
	bool live;		/* the stream is known not to be VOD */
	struct watches watches;
	int timeless;		/* the input has no stamps: no durations */
	struct scrapes scrapes;
	struct only only;
	struct stats stats;
	struct sbuf scratch, escaped;
	int64_t lines;		/* read */
	int64_t garbled;	/* of those: no valid record */
};

/*
 * The session of a record's subject; made on its first record, and made anew
 * when the client's next process speaks up. NULL if the subject names none.
 */
struct session *session_of(struct parse *p, struct slice subject);

/* Whether a client's viewer has begun to play. */
int session_plays(const struct parse *p, int64_t client);

/* How fast its FFmpeg reads. */
static inline enum pace
session_pace(const struct at *at)
{
	return at->s->pace != PACE_OFF ? at->s->pace : at->p->pace;
}

/* Forgets a session and frees it. */
void session_end(struct parse *p, struct session *s);
/* The same for all that the stream left open, scrapes too. */
void session_end_all(struct parse *p);

#endif
