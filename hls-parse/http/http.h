/*
 * HTTP exchanges of one FFmpeg process, paired from its log.
 *
 * A request opens at "request:", is answered at its first "header=" and is
 * read when FFmpeg turns to what comes next. It then waits for proof that the
 * body was whole: the next answer on its connection, the byte count that
 * FFmpeg prints when it closes a connection, or a clean sequel. Each request
 * ends as exactly one event: fetch, fetch_fail, void or abort.
 */
#ifndef HTTP_H
#define HTTP_H

#include "session/request.h"

struct at;
struct session;

/* A segment or an initialization section that FFmpeg turns to. */
struct wanted {
	struct slice url;
	int64_t offset;		/* in a byte range */
	int playlist;
};

/* A request as it was written. */
struct asked {
	uint64_t context;
	struct slice path;	/* with its query */
};

/* Each of these follows one line of the log. */
void http_wanted(const struct at *, const struct wanted *);
void http_opening(const struct at *, struct slice url, bool kept);
/* The same with another URL of the same kind, of which no more is known. */
void http_opening_unknown(const struct at *, bool kept);
void http_request(const struct at *, const struct asked *);
void http_chunk(const struct at *, uint64_t context, int64_t size);
/* missing is -1 where the server announced no length: got is it then. */
void http_premature(const struct at *, uint64_t context, int64_t got,
    int64_t missing);
void http_damaged(struct session *);
/* A connection was closed after that many body bytes. */
void http_closed(const struct at *, int64_t bytes);
/* The unanswered request failed for this reason (a word of fetch_fail). */
void http_failed(struct session *, const char *reason);
/*
 * Below debug the log has no "request:": what was opened is taken to be asked
 * for, as soon as another line follows that is not about its connection.
 */
void http_imply(const struct at *);
/* FFmpeg tries once more what its connection failed. */
void http_retried(const struct at *);
/* "Range: bytes=0-99" of the request just written; to is -1 if open. */
void http_range(struct session *, int64_t from, int64_t to);
/*
 * FFmpeg's own reconnect, behind so many bytes of the body and for this reason,
 * or NULL, after so many seconds: the next request is another try.
 */
struct broken {
	uint64_t context;
	int64_t bytes, delay;
	const char *reason;
};
void http_reconnecting(const struct at *, const struct broken *);
/* FFmpeg takes no segment of this URL for its name: one that came has failed;
 * returns whether there is one. */
bool http_refused(const struct at *, struct slice url);
/* FFmpeg dropped a rendition. */
void http_dropped(const struct at *, int playlist);

/* The process ended; ours tells that we ended it, clean that it ended well. */
void http_exit(const struct at *, bool ours, bool clean);

#endif
