/*
 * The queue's way out to standard output, and what that means for the run when
 * there is no way.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdint.h>

#include "raw.h"
#include "source.h"
#include "vocabulary.h"

/* Small writes are gathered so long; records carry their own times. */
#define OUTPUT_GATHER_US 5000

struct output {
	struct source src;
	struct raw *raw;	/* whose queue goes out */
	struct poller *poller;
	int waits;		/* the reader must take first */
	int failed;		/* a write error, not its end */
	int dead;		/* there is no reader any more */
	int64_t due_us;		/* of what waits; 0: nothing does */

	/* With --block, while the reader is too slow. */
	int64_t since_us;	/* no child is read since; 0: they are */
	int64_t taken_us;	/* when the reader last took something */
	size_t used;		/* of the queue then */
	int64_t second_us;	/* so long this second */
	int given_up;		/* the run ends and nobody reads */
};

/* Standard output, watched for its reader's end from now on. */
void output_open(struct output *o, struct raw *raw, struct poller *p);

/*
 * After each turn of the loop, with what the poller said of standard output:
 * writes when there is enough, when it has waited long enough, or when a full
 * output became writable. Returns why the run shall end: the reader is gone
 * (quietly), writing fails, or, unless it stops already, the queue has no room
 * for supervisor records.
 */
enum end_reason output_turn(struct output *o, int64_t now_us, int ready,
    int stopping);

/* When the next write is due; INT64_MAX: not, or the reader must take first. */
int64_t output_due_us(const struct output *o);

/*
 * With --block: whether no child may be read now, because the queue is full
 * and the reader may still take it, which it must within so long.
 */
int output_blocks(struct output *o, int64_t now_us, int64_t patience_us);

/*
 * Waits for the descriptor of the signals, or the reader, until then; POLLER_
 * bits of the latter.
 */
int output_wait(struct output *o, int signals, int64_t until_us);

/* Something waits, and there is somebody to read it. */
int output_is_left(const struct output *o);

/* Writes what goes now; why that fails. */
enum end_reason output_flush(struct output *o);

#endif
