/*
 * What a curl of the watch prints, taken apart: a body, then a line of our own
 * that nothing in a body can be mistaken for, then the next body. Pure.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* The longest playlist. */
#define INTAKE_BYTES ((size_t)16 << 20)
/* Hexadecimal digits, and a zero byte. */
#define MARK_BYTES 33

/* A mark that nobody could guess, another one for each run. */
void intake_mark(char mark[MARK_BYTES]);

/* curl's --write-out for it; with its exit code where curl can tell that. */
void intake_write_out(struct sbuf *b, const char *mark, int tells_exit);

/* How a fetch went, by curl. */
struct fetched {
	int exit;		/* curl's code; -1: it did not tell */
	int status;		/* of the last answer; 0: none came */
	int64_t time_us;	/* from the request to the last byte */
	struct slice url;	/* the last one that was asked */
};

/* Start from { .mark = ... }; intake_free at the end. */
struct intake {
	const char *mark;
	struct sbuf b;
	size_t looked;		/* so much of it holds no mark */
	size_t used;		/* given out, goes with the next call */
};

/* Bytes as they come: 0, or -1 when the body is too long. */
int intake_feed(struct intake *t, struct slice bytes);

/*
 * A fetch that is whole: 1 with its body and end, views that are good until
 * the next call, or 0.
 */
int intake_next(struct intake *t, struct slice *body, struct fetched *f);

/* Whether intake_next would give one. */
int intake_is_whole(struct intake *t);

/* What stands behind the last whole fetch. */
struct slice intake_rest(const struct intake *t);

void intake_clear(struct intake *t);
void intake_free(struct intake *t);

#endif
