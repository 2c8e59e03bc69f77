/*
 * The output queue: whole lines on their way to standard output, bounded. A
 * child's lines may fill it up to the high water; beyond that they are refused
 * until the queue has sunk to half of it. Supervisor records have a reserve of
 * their own behind the high water, and the run's last records another.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include <stddef.h>

#include "slice.h"

/*
 * At most so much in one write(2), but into an empty pipe; one that polls
 * writable takes it.
 */
#define QUEUE_WRITE_MAX 4096

struct queue {
	char *ring;
	size_t size;
	size_t head;		/* where the oldest byte is */
	size_t used;
	size_t high, low;
	size_t room;		/* for lines: high, and the slack */
	int full;		/* above high water, until low water */
	int shedding;		/* lines are refused, until low water */
};

struct queue_sizes {
	size_t high;		/* high water */
	size_t slack;		/* lines come in beyond it, for a supervisor
				 * that stops reading when the queue is full */
	size_t reserve;		/* for the supervisor's records */
};

enum queue_result {
	QUEUE_EMPTY,		/* all is written */
	QUEUE_WAITS,		/* the reader takes no more now */
	QUEUE_GONE,		/* there is no reader any more */
	QUEUE_FAILED,		/* errno tells why */
};

void queue_open(struct queue *q, struct queue_sizes n);
/* So many bytes more for the supervisor's records; what is in it stays. */
void queue_grow(struct queue *q, size_t bytes);

void queue_free(struct queue *q);

/* Each takes whole lines: 1 when they are in, 0 when there is no room. */
int queue_line(struct queue *q, struct slice lines);	/* a child's */
int queue_record(struct queue *q, struct slice lines);	/* the supervisor's */
int queue_last(struct queue *q, struct slice lines);	/* the run's last */

/*
 * Writes what the descriptor takes without blocking, whatever its flags: whole
 * lines, at most QUEUE_WRITE_MAX bytes each time, each after poll(2) said
 * writable, or as many as an empty pipe takes.
 */
enum queue_result queue_flush(struct queue *q, int fd);

#endif
