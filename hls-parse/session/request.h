/*
 * The ground that exchanges stand on: requests, connections and playlists of
 * one FFmpeg process, what they hold and how they are found. Nothing here
 * decides what becomes of them: that is http/life.h.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "demuxer.h"
#include "metric.h"
#include "programs.h"
#include "sbuf.h"
#include "slice.h"
#include "text/cache.h"
#include "track.h"

/* A body longer than this (1 PiB) is none: it keeps the sums in range. */
#define HTTP_BODY_MAX (INT64_C(1) << 50)

/* FFmpeg follows no more, -max_redirects aside. */
#define REDIRECTS_MAX 8

/* How the end of a body was found; the words of basis=. */
enum basis {
	BASIS_NONE,
	BASIS_MEDIA,		/* last media line of the demuxer */
	BASIS_CHUNK,		/* zero chunk */
	BASIS_CLOSE,		/* Statistics: at close */
	BASIS_PARSED,		/* playlist: the line after parsing */
	BASIS_UPPER,		/* an upper bound only */
};

/* The longer ones first: there are several of these per client. */
struct request {
	int64_t n;
	uint64_t conn;		/* its HTTP context, 0 once that is closed */
	int64_t open_us;	/* FFmpeg's "Opening" */
	int64_t sent_us;	/* "request:" */
	int64_t first_us;	/* first "header=" */
	int64_t head_us;	/* last "header=", or 0 */
	int64_t end_us;		/* last byte, by basis */
	int64_t ready_us;	/* of a segment: when a player would have had
				 * it, 0 unknown; FFmpeg may read it later */
	int64_t closed_us;	/* its kept connection was closed, 0: not */
	int64_t length;		/* of the body, -1 unknown */
	int64_t missing;	/* bytes short at close or end-of-file */
	int64_t media_mark;	/* its demuxer's count when its turn began */
	int64_t range_from, range_to;	/* bytes asked for, -1 open or all */
	int64_t offset;		/* where the segment begins in its resource */
	int64_t interval_us;	/* of a reload, -1: none */
	int64_t late_us;	/* of a reload, -1 unknown */
	const char *reason;	/* why it fails, once known */
	struct sbuf url;	/* redacted and escaped */
	struct sbuf plain_url;	/* as it is, where playlists are watched */
	struct cache cache;
	enum transaction_type type;
	enum basis basis;
	int playlist;		/* index of its playlist, or -1 */
	int input;		/* of FFmpeg, that asked for it */
	int32_t connect_us, tls_us;	/* of its new connection, -1 none */
	int32_t age_s;		/* of the answer in a cache, -1 unknown */
	int redirects;		/* answers that led elsewhere */
	int status;		/* 0: unanswered, or no headers in the log */
	bool assumed : 1;		/* answered, by what FFmpeg did next */
	bool reused : 1;	/* written into a kept-alive connection */
	bool conn_told : 1;		/* the log tells which */
	bool unseen : 1;	/* its opening is not in the log */
	bool implied : 1;	/* by what FFmpeg opened: sent_us is that */
	bool retry : 1;
	bool relay : 1;		/* answered by hls-spawn's own relay */
	bool first : 1;		/* of the first playlist opened */
	bool encrypted : 1;	/* read through FFmpeg's crypto protocol */
	bool encoded : 1;		/* gzip, deflate */
	bool chunked : 1;		/* whole with its zero chunk only */
	bool overlap : 1;	/* another media request was under way */
	bool waited : 1;	/* ... and its body may have waited for that */
	bool ahead : 1;		/* it, or the next one, was fetched ahead */
	bool swapped : 1;		/* FFmpeg turned from it to that one */
	bool loose : 1;		/* ready_us is an upper bound only */
	bool closes : 1;		/* its connection ends with it */
	bool empty : 1;		/* no media came of it */
	bool suspect : 1;		/* signs of a damaged body */
	bool proven : 1;		/* the body was whole */
	bool passed : 1;		/* FFmpeg has read it to its end */
	bool timely : 1;	/* as its playlist was loaded when it was due */
	bool due : 1;		/* but its viewer has it once it is proven */
	bool counted : 1;	/* its viewer has it */
	bool held : 1;		/* short, unless our stop tore it */
	bool told : 1;		/* its event is written; kept for its turn */
	bool announced : 1;		/* its request event is written */
	bool no_key : 1;	/* a key: told to be none */
};

/* A connection, from its first request to its close. */
struct conn {
	uint64_t context;
	int64_t total;		/* body bytes announced so far */
	int64_t last_n;		/* the latest request on it, and its */
	int playlist;
	int input;		/* that made it, and keeps it */
	bool media;		/* the latest is a segment, or its kind */
	bool unknown;		/* a body without a length was among them */
	bool dropped;		/* FFmpeg broke its last body off */
	bool partial;		/* its byte count tells nothing: a hole, or an
				 * encoded body, of which FFmpeg counts the
				 * decoded bytes */
};

/* A playlist of the process, in the order in which FFmpeg opens them. */
struct rendition {
	uint64_t url;		/* its hash */
	int input;		/* of FFmpeg, from 0 */
	float line_bytes;	/* bytes for each of its demuxer's lines, of its
				 * last segment; 0: not known */
	struct track *track;	/* what its viewer has of it */
	int64_t segments;	/* read to their end */
	int64_t held;		/* the same, but whether they are media shows
				 * only when FFmpeg has opened the stream */
	int64_t first_open_us, first_head_us;	/* of the first of them */
	int64_t first_end_us;	/* it was there, 0 unknown */
	int64_t asked_us;	/* its latest request, 0: none */
	int64_t asked_n;
	int64_t loaded_us;	/* its latest answer, 0: none */
	int64_t news_us;	/* the latest that brought a segment */
	int loads;		/* so far */
	int still;		/* the latest ones, without news */
	bool first_loose;	/* first_end_us is an upper bound */
	bool news;		/* loaded_us is that one */
	bool stale;		/* no news for too long */
	bool wanted;		/* an "HLS request" was for it */
	bool dropped;		/* FFmpeg no longer receives it */
	bool redirected;	/* its next URL will be another */
};

/* An open before the first segment was there, up to its headers. */
struct cost {
	enum transaction_type type;
	int playlist;
	int again;		/* not the first of its kind */
	int64_t open_us, head_us;
};

/* More than these are not needed for a startup. */
#define COSTS_MAX 32

/* A TLS handshake: it has no lines of its own but where it fails. */
struct handshake {
	int64_t since_us;	/* TCP connected, 0: none under way */
	const char *reason;	/* why it fails, once known */
	int64_t failed_us;
	struct sbuf connect;	/* its connect record, not written yet */
};

/* Why something could not be had: a word, or the status of an answer. */
struct failure {
	const char *reason;	/* NULL: it could */
	int status;		/* with the reason "http", 0: not known */
	bool unreached;		/* there was no connection to ask on */
	bool unasked;		/* its request is not in the log */
};

struct http {
	struct request **req;	/* open ones, oldest first */
	size_t nreq, req_size;	/* behind nreq: kept for use again */
	struct conn *conn;
	size_t nconn, conn_size;
	int64_t count;		/* requests so far */
	uint64_t made_up;	/* contexts, where the log has none */

	/*
	 * From here to ninputs: of one input, the present one. Those of the
	 * others are put aside, see inputs.h.
	 *
	 * What "HLS request" announced, until it is opened.
	 */
	uint64_t wanted;	/* hash of its URL, 0: nothing */
	uint64_t last_wanted;	/* its hash plus its offset */
	uint64_t init_id;	/* the initialization section's */
	int64_t wanted_offset;
	int wanted_playlist;
	bool wanted_init;
	bool hls;		/* it is HLS: there was such a line */

	/* What "Opening" announced, until "request:". */
	bool retry;
	bool encrypted;
	bool tls;		/* its URL is one of https */
	bool new_conn;		/* a connection was made since */
	bool kept;		/* it was to be asked for on a kept one */
	bool reopened;		/* taken for opened: its line may follow */
	bool last_failed;	/* the last request got no good answer */
	bool challenged;	/* that asked for a password */
	struct sbuf url, plain_url;	/* as of struct request */
	uint64_t url_hash;
	enum transaction_type type;
	int playlist;
	int64_t open_us;	/* 0: nothing opened since the last request */
	int64_t tcp_us;		/* connection attempt, 0: none since */
	int32_t connect_us, tls_us;	/* of a connection just made, or -1 */
	struct handshake handshake;
	struct failure failure;	/* of what was tried last */
	bool unseen;		/* what is asked for was not announced */
	bool unasked;		/* it was opened without an "HLS request" */
	uint64_t tcp;		/* context that connects, or 0 */

	struct sbuf input_url;	/* the playlist that FFmpeg was given */
	bool media;		/* a segment was opened, or its section */
	uint64_t media_last;	/* hash of the last one opened (info) */
	bool had;		/* FFmpeg has had the first playlist */
	const char *refused;	/* why FFmpeg takes no playlist that came */
	bool no_key;		/* the latest request is told to be none */
	int reconnects;		/* in a row, of FFmpeg's own */

	int ninputs, input;	/* so many, and the present one */
	struct aside *aside;	/* of each of them, see inputs.h */
	struct held *held;	/* openings whose input is not known yet */
	size_t nheld;
	int status;		/* of one of them, not known of which, or 0 */
	struct rendition *known;	/* see rendition.h */
	size_t nknown;
	int64_t loading_bytes;	/* length of the playlist loaded last, or -1 */
	int loading;		/* which one it is */
	bool known_first;	/* the first playlist is in the log */
	bool mapped;		/* FFmpeg has chosen its streams */
	bool reload_failed;	/* the latest reload of a playlist failed */
	bool invalid;		/* the first playlist is told to be that */
	bool opens;		/* the log shows what is opened (info) */
	/* A status of what was opened last, or of a playlist behind it. */
	int status_held;	/* 0: none */
	int64_t status_us;
	/* The playlist of each input stream, where FFmpeg tells (8.1 on);
	 * -1 - playlist once an output stream is made of it. */
	int16_t *streams;
	size_t nstreams;
	struct programs *programs;	/* where it does not; NULL: no more */

	struct demuxers demuxers;
	int64_t first_us;	/* first connection attempt of the process */
	struct cost *cost;	/* until the startup is there */
	size_t ncost, cost_size;
	bool headers;		/* the log shows response headers (trace) */
	bool connects;		/* ... and connections */
	bool hls_seen;		/* segments are being requested */
	bool started;		/* the startup record is written */
	bool hole;		/* records were lost before that */
	bool lossy;		/* or at any time */
	bool stopped;		/* FFmpeg says that a signal ended it */
};

/* A new request at the end of the open ones. */
struct request *request_new(struct http *);
/* Takes r out of the open ones; its memory is kept for use again. */
void request_forget(struct http *, struct request *r);

/* A walk over the open ones. Start from { 0 }. */
struct walk {
	size_t i, n;		/* the next one, and how many there were */
};

/*
 * The next one, the oldest first, or NULL. Where some have been forgotten since
 * the one before, it begins anew: those that stay are met once more.
 */
static inline struct request *
request_each(const struct http *h, struct walk *w)
{
	if (h->nreq < w->n)
		w->i = 0;
	w->n = h->nreq;
	return w->i < w->n ? h->req[w->i++] : NULL;
}

/* The latest open request on a connection, or NULL. */
struct request *request_on(const struct http *, uint64_t context);
/*
 * The request whose headers come, by their context: where the log has none it
 * is the latest. NULL: that has all of its.
 */
struct request *request_heard(const struct http *, uint64_t context);
/*
 * The same of a part of its body: a playlist is read at once, a segment may
 * have been fetched ahead of the one being read.
 */
struct request *request_read(const struct http *, uint64_t context);
/* The present input's request that waits for its answer, or NULL. */
struct request *request_unanswered(const struct http *);
/* The oldest media request of a playlist that is still being read, or NULL. */
struct request *request_reading(const struct http *, int playlist);
/* Whether another one of its playlist is fetched ahead of r's end. */
int request_fetched_ahead(const struct http *, const struct request *r);
/*
 * Notes that r and the segments under way overlap: whether one of these is of
 * its own rendition, which no player does.
 */
bool request_mark_overlap(struct http *, struct request *r);
/* What the demuxer of its playlist has said. */
static inline struct demuxer
request_demuxer(const struct http *h, const struct request *r)
{
	return demuxer_of(&h->demuxers, r->playlist);
}

/* Media lines since it was this request's turn, and whether there was one. */
int64_t request_lines(const struct http *, const struct request *);
int request_has_media(const struct http *, const struct request *);

/* The connection of a context, or NULL. */
struct conn *conn_get(struct http *, uint64_t context);
/*
 * The connection on which a request like this one is written, where the log
 * has no contexts: a made-up one. Its n is that of the latest load of its
 * playlist. fresh: the connection has just been made.
 */
uint64_t conn_guess(struct http *, const struct request *like, bool fresh);
/* A connection is new: its context may have been another's before. */
void conn_open(struct http *, uint64_t context);

/*
 * On a hole in the log: open requests are forgotten without an event. Of other
 * inputs than the present one inputs.h forgets, and frees.
 */
void http_forget(struct http *);
void http_free(struct http *);

static inline int
request_is_media(const struct request *r)
{
	return r->type == T_SEGMENT || r->type == T_INIT;
}

static inline int
request_answered(const struct request *r)
{
	return r->status != 0 || r->assumed;
}

/* RFC 9110, 15.4: answered by one of those that FFmpeg follows. */
static inline bool
request_leads_on(const struct request *r)
{
	return (r->status >= 301 && r->status <= 303) || r->status == 307 ||
	    r->status == 308;
}

#endif
