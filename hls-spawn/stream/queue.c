/*
 * A ring of bytes. It starts over at its beginning whenever it is empty, so
 * that a run whose reader keeps up touches only its first pages.
 */
#include <sys/uio.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "ealloc.h"
#include "machine/platform.h"
#include "queue.h"

/* The last tick and the end record find room whatever happened before. */
#define LAST_BYTES 4096
/* One flush writes at most 1 MiB, then other work has its turn. */
#define TURN 256

void
queue_open(struct queue *q, struct queue_sizes n)
{
	*q = (struct queue){ .size = n.high + n.slack + n.reserve +
		LAST_BYTES, .high = n.high, .low = n.high / 2,
		.room = n.high + n.slack };
	q->ring = ezalloc(q->size, 1);
}

void
queue_grow(struct queue *q, size_t bytes)
{
	size_t first = q->size - q->head < q->used ? q->size - q->head :
	    q->used;
	char *ring = ezalloc(q->size + bytes, 1);

	memcpy(ring, q->ring + q->head, first);
	memcpy(ring + first, q->ring, q->used - first);
	free(q->ring);
	q->ring = ring;
	q->head = 0;
	q->size += bytes;
}

void
queue_free(struct queue *q)
{
	free(q->ring);
	q->ring = NULL;
}

static int
put(struct queue *q, struct slice s, size_t limit)
{
	size_t at, first;

	if (s.n > limit || q->used > limit - s.n)
		return 0;
	if (q->used == 0)
		q->head = 0;
	at = (q->head + q->used) % q->size;
	first = q->size - at < s.n ? q->size - at : s.n;
	memcpy(q->ring + at, s.p, first);
	memcpy(q->ring, s.p + first, s.n - first);
	q->used += s.n;
	q->full |= q->used >= q->high;
	return 1;
}

int
queue_line(struct queue *q, struct slice lines)
{
	if (!q->shedding && put(q, lines, q->room))
		return 1;
	q->shedding = 1;
	return 0;
}

int
queue_record(struct queue *q, struct slice lines)
{
	return put(q, lines, q->size - LAST_BYTES);
}

int
queue_last(struct queue *q, struct slice lines)
{
	return put(q, lines, q->size);
}

/* Bytes of the next write: up to the last newline that fits, if one does. */
static size_t
batch(const struct queue *q, size_t most)
{
	size_t n;

	if (q->used <= most)
		return q->used;
	for (n = most; n > 0; n--)
		if (q->ring[(q->head + n - 1) % q->size] == '\n')
			return n;
	return most;
}

static ssize_t
write_batch(const struct queue *q, int fd, size_t most)
{
	size_t n = batch(q, most), end = q->size - q->head;
	size_t first = end < n ? end : n;
	struct iovec part[2] = {
		{ q->ring + q->head, first }, { q->ring, n - first },
	};

	return writev(fd, part, 2);
}

/* Whether a write would not block; an error is reported by the write. */
static int
writable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	return poll(&p, 1, 0) == 1;
}

static void
taken(struct queue *q, size_t n)
{
	q->head = (q->head + n) % q->size;
	q->used -= n;
	if (q->used <= q->low)
		q->full = q->shedding = 0;
}

enum queue_result
queue_flush(struct queue *q, int fd)
{
	size_t room;
	int turn;

	for (turn = 0; q->used > 0 && turn < TURN; turn++) {
		ssize_t k;

		/* One that is empty takes many lines at once. */
		room = q->used > QUEUE_WRITE_MAX ? platform_pipe_room(fd) : 0;
		if (room < QUEUE_WRITE_MAX) {
			if (!writable(fd))
				return QUEUE_WAITS;
			room = QUEUE_WRITE_MAX;
		}
		k = write_batch(q, fd, room);
		if (k >= 0)
			taken(q, (size_t)k);
		else if (errno == EPIPE || errno == ECONNRESET)
			return QUEUE_GONE;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			return QUEUE_WAITS;
		else if (errno != EINTR)
			return QUEUE_FAILED;
	}
	return q->used > 0 ? QUEUE_WAITS : QUEUE_EMPTY;
}
