/*
 * Sends one response on a non-blocking socket: head, then the body, paced,
 * paused or cut as planned. Never waits; says what to wait for.
 */
#ifndef SEND_H
#define SEND_H

#include <stddef.h>
#include <stdint.h>

#include "link.h"
#include "sbuf.h"

/* With a rate, bytes leave in steps of this length. */
#define SEND_STEP_US 5000

struct plan {
	struct slice body;	/* kept by reference */
	int chunked;
	int cut;		/* stop at cut_at, short of the body's end */
	size_t cut_at;
	int64_t rate_bytes;	/* per second, 0 is unlimited */
	struct link *link;	/* the body goes through it, or NULL */
	int64_t stall_us;	/* pause once, 0 for none, behind stall_at */
	size_t stall_at;
};

/* Starts zeroed; one serves many responses in turn. */
struct sender {
	struct plan plan;
	struct sbuf out;	/* head and body bytes on their way */
	size_t done;		/* of out, taken by the socket */
	size_t piece, tail;	/* body bytes in out; framing behind them */
	size_t off;		/* body bytes before that piece */
	int ended;		/* the last chunk is staged */
	size_t booked;		/* body bytes that have a place in the link, */
	int64_t booked_us;	/* and leave it then */
	int64_t pace_us;	/* when the body's first byte was due */
	int64_t first_us;	/* before the write of the first byte, or 0 */
	int64_t last_us;	/* behind the write of the last byte, or 0 */
};

enum send_state {
	SEND_DONE,
	SEND_CUT,		/* all that was planned before the cut */
	SEND_FULL,		/* wait until the socket is writable */
	SEND_LATER,		/* wait until *wake_us of clock_mono */
	SEND_FAILED,		/* the connection is gone */
};

void send_start(struct sender *, const struct plan *, struct slice head);
enum send_state send_step(struct sender *, int fd, int64_t *wake_us);

/* Body bytes taken by the socket so far. */
int64_t send_sent(const struct sender *);

void send_free(struct sender *);

#endif
