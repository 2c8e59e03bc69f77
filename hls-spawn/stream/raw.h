/*
 * The raw stream, hls-raw(5): records into the output queue, and the account
 * of a child's lines that found no room in it.
 */
#ifndef RAW_H
#define RAW_H

#include <stdint.h>

#include "blackbox.h"
#include "lines.h"
#include "queue.h"
#include "sbuf.h"

/* A session as the stream sees it. */
struct session {
	char name[32];		/* "17.2", terminated */
	size_t name_len;
	int64_t lost_lines;	/* not reported yet */
	int64_t lost_bytes;
	struct flight flight;	/* what the black box keeps of it */
};

struct raw {
	struct queue queue;
	struct blackbox box;
	struct sbuf record;	/* the one being written */
	struct session *session;	/* whose it is; NULL: the swarm's */
	int64_t lost_lines, lost_bytes;	/* of the whole run */
	int full;		/* even the supervisor's reserve */
};

void session_name(struct session *s, int64_t client, int64_t run);

/* A child's line, kind log or progress; counted as lost if there is no room. */
void raw_text(struct raw *r, struct session *s, const char *kind,
    const struct text *t);

/*
 * A supervisor record of a session, or of the swarm where s is NULL: begin,
 * put_* on the buffer, end. What the session lost is reported before it.
 */
struct sbuf *raw_begin(struct raw *r, struct session *s, const char *kind,
    int64_t stamp_us);
void raw_end(struct raw *r);

/*
 * The same for a line of a scrape, with no more right to room than a child's:
 * 1, or 0 and it is counted as lost.
 */
int raw_end_line(struct raw *r);

/*
 * A group of whole records that stand together or not at all, with no more
 * right to room than a child's lines: 1, or 0 and they are counted as lost.
 */
int raw_records(struct raw *r, struct slice records, int64_t n);

/* The same for the last records of the run, which always find room. */
void raw_end_last(struct raw *r);

/* Reports what the session lost, if anything. */
void raw_lost(struct raw *r, struct session *s, int64_t stamp_us);

void raw_free(struct raw *r);

#endif
