/*
 * What hls-parse knows of one live process (a session): its HTTP exchanges
 * and its virtual viewer.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "event/flow.h"
#include "event/only.h"
#include "event/stats.h"
#include "idmap.h"
#include "learn.h"
#include "origin/scrape.h"
#include "outputs.h"
#include "record.h"
#include "request.h"
#include "text/logline.h"
#include "vocabulary.h"
#include "watch/watch.h"

/* How fast FFmpeg reads, as pace= in hls-raw(5) has it. */
enum pace {
	PACE_OFF,
	PACE_BURST,		/* as it plays, but for the first part */
	PACE_REALTIME,		/* as it plays */
};

/* Where the end of its media stands, as struct mark has it. */
struct place {
	int watch, era;
	int64_t us, date_us;
};

/* The virtual viewer, as far as it is settled. */
struct viewer {
	enum viewer_state state;
	bool hole;		/* time is not judged until a segment ends */
	bool vod;		/* FFmpeg knows the stream's length */
	bool ahead;		/* FFmpeg fetched two segments at once */
	const char *lacks;	/* what its figures lack, NULL: nothing */
	int64_t start_us;	/* play began; 0: not yet */
	int64_t now_us;		/* settled up to here */
	int64_t media_us;	/* complete media */
	int64_t played_us;	/* of it, settled */
	int64_t rebuffered_us;	/* settled */
	struct place place;	/* of the end of media_us */
};

struct session {
	struct session_id id;	/* its host points into subject */
	char subject[96];	/* as it stands in the stream */
	size_t subject_n;
	struct http http;
	struct viewer viewer;
	bool waits;		/* something is not settled yet */
	struct track *failed;	/* segments that may be gaps */
	struct outputs *outputs;	/* NULL: none so far */
	struct learn learn;	/* how long segments are, by the log */
	int64_t out_time_us;	/* of the -progress block being read, or -1 */
	int64_t written_us;	/* as FFmpeg's last word has it, 0: none */
	enum pace pace;		/* as for the whole program, below */
	bool tells;		/* of HLS, or of HTTP */
	bool tagged;		/* the log's lines name their level */
	bool foreign;		/* it is another player's, of lines whose
				 * context has a name and no address */
	bool informed;		/* its level is info or below */
	bool debug;		/* its level is debug or trace */
	bool in_argument;	/* scrub: inside a secret of several lines */
	struct logline line;	/* the log line being read */
	char prefix[64];	/* what stands in front of its text */
	size_t prefix_n;	/* 0: none, or it is too long */
	struct sbuf values;	/* not to be shown, as redact.h has them */
	struct sbuf last;	/* the log line before, if it meant anything */
	int64_t repeated;	/* so many times, as told so far */
	bool cut;		/* it is read anew, and was too long for its
				 * end to be known */
	struct sbuf error;	/* the latest error line, and its stamp */
	int64_t error_us;
	int64_t error_asked;	/* what had been asked for by then */
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
	struct flow flow;
	struct idmap sessions;
	struct hot hot;
	int no_viewer;		/* the swarm is none of viewers */
	int via;		/* connections go to a relay or a proxy */
	enum pace pace;
	int64_t target_us;	/* target duration as given, 0: it is not */
	bool live;		/* the stream is known not to be VOD */
	struct watches watches;
	struct scrapes scrapes;
	struct only only;
	struct stats stats;
	struct sbuf values;	/* scrub: of the watch read last */
	struct sbuf own;	/* another player's line in FFmpeg's form */
};

/*
 * The session of a record's subject; made on its first record, and made anew
 * when the client's next process speaks up. NULL if the subject names none, or
 * if SESSION_CLIENTS_MAX others are alive: flow.crowded counts that.
 */
struct session *session_of(struct parse *p, struct slice subject);

/* Whether records of this kind are FFmpeg's own text. */
static inline int
session_is_text(struct slice kind)
{
	return slice_eq(kind, SLICE("log")) ||
	    slice_eq(kind, SLICE("progress"));
}

/* The subject of its events. */
struct slice session_subject(const struct session *);

/* Begins an event of the session. */
struct sbuf *session_event(const struct at *, const char *kind);

/*
 * Its text without secrets, as flow_redact has it, and as a field of an event.
 */
struct slice session_redact(const struct at *, struct slice text);
void put_redacted(const struct at *, struct sbuf *b, const char *key,
    struct slice text);

/* How much it has asked for. */
int64_t session_asked(const struct session *);

/* Whether a client's viewer has begun to play. */
int session_plays(const struct parse *p, int64_t client);

/* Whether the log of a client's process tells of HLS, or of HTTP at all. */
int session_tells(const struct parse *p, int64_t client);

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
