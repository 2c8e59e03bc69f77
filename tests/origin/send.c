/*
 * One buffer holds what is on its way: the head, and the piece of the body
 * that may leave now, framed when chunked. It is refilled when it is empty.
 */
#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "send.h"

/* Pieces of this size at most; also the size of a chunk. */
#define PIECE_BYTES 65536

void
send_start(struct sender *s, const struct plan *plan, struct slice head)
{
	struct sbuf out = s->out;

	out.n = 0;
	*s = (struct sender){ .plan = *plan, .out = out };
	sbuf_slice(&s->out, head);
}

void
send_free(struct sender *s)
{
	sbuf_free(&s->out);
}

int64_t
send_sent(const struct sender *s)
{
	size_t left = s->out.n - s->done;

	left = left > s->tail ? left - s->tail : 0;
	return (int64_t)(s->off + s->piece - (left < s->piece ? left :
	    s->piece));
}

/* Where sending pauses or ends, whatever the rate. */
static size_t
stop_at(const struct plan *p)
{
	size_t end = p->cut ? p->cut_at : p->body.n;

	return p->stall_us > 0 && p->stall_at < end ? p->stall_at : end;
}

/* Body bytes that the rate allows at a moment, counted from the first. */
static int64_t
allowed(const struct sender *s, int64_t now)
{
	int64_t us = now - s->pace_us, rate = s->plan.rate_bytes;

	if (us <= 0)
		return 0;
	return us / SECOND_US * rate + us % SECOND_US * rate / SECOND_US;
}

/* The next step, or the moment the last byte is due when that is sooner. */
static int64_t
next_step(const struct sender *s, int64_t now)
{
	int64_t rate = s->plan.rate_bytes;
	int64_t end = (int64_t)stop_at(&s->plan);
	int64_t steps = (now - s->pace_us) / SEND_STEP_US + 1;
	int64_t due = (end * SECOND_US + rate - 1) / rate;

	return s->pace_us + (due < steps * SEND_STEP_US ? due :
	    steps * SEND_STEP_US);
}

static void
stage_chunk(struct sender *s, struct slice piece)
{
	size_t before;

	if (piece.n > 0)
		sbuf_printf(&s->out, "%zx\r\n", piece.n);
	sbuf_slice(&s->out, piece);
	before = s->out.n;
	if (piece.n > 0)
		sbuf_str(&s->out, "\r\n");
	if (s->off + piece.n == s->plan.body.n) {
		sbuf_str(&s->out, "0\r\n\r\n");
		s->ended = 1;
	}
	s->tail = s->out.n - before;
}

/* So much of a piece as has come through the link; it books what it wants. */
static size_t
through(struct sender *s, size_t wanted, int64_t now)
{
	size_t n = wanted < LINK_PIECE ? wanted : LINK_PIECE;

	if (s->plan.link == NULL || wanted == 0)
		return wanted;
	if (s->booked == 0) {
		s->booked = n;
		s->booked_us = link_book(s->plan.link, n, now);
	}
	if (now < s->booked_us)
		return 0;
	n = s->booked;
	s->booked = 0;
	return n;
}

/* Puts what may leave now into the buffer; perhaps nothing. */
static void
stage(struct sender *s, int64_t now)
{
	size_t end = stop_at(&s->plan);
	int64_t may = s->plan.rate_bytes > 0 ? allowed(s, now) : INT64_MAX;
	struct slice piece = slice_from(s->plan.body, s->off);

	if ((int64_t)end > may)
		end = (size_t)may;
	piece.n = end > s->off ? end - s->off : 0;
	if (piece.n > PIECE_BYTES)
		piece.n = PIECE_BYTES;
	piece.n = through(s, piece.n, now);
	s->tail = 0;
	if (!s->plan.chunked)
		sbuf_slice(&s->out, piece);
	else if (!s->ended && (piece.n > 0 || s->plan.body.n == 0))
		stage_chunk(s, piece);
	s->piece = piece.n;
}

/* SEND_DONE when the buffer is empty. */
static enum send_state
flush(struct sender *s, int fd)
{
	while (s->done < s->out.n) {
		ssize_t k;

		if (s->last_us == 0)
			s->first_us = clock_mono();
		k = write(fd, s->out.p + s->done, s->out.n - s->done);
		if (k >= 0) {
			s->last_us = clock_mono();
			s->done += (size_t)k;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			return SEND_FULL;
		} else if (errno != EINTR) {
			return SEND_FAILED;
		}
	}
	s->off += s->piece;
	s->piece = s->tail = s->out.n = s->done = 0;
	return SEND_DONE;
}

/* The buffer is empty and may not be filled: the end, or a pause. */
static enum send_state
rest(struct sender *s, int64_t now, int64_t *wake_us)
{
	struct plan *p = &s->plan;

	if (s->off < stop_at(p)) {
		*wake_us = s->booked > 0 ? s->booked_us : next_step(s, now);
		return SEND_LATER;
	}
	if (p->stall_us > 0 && s->off == p->stall_at) {
		s->pace_us += p->stall_us;
		*wake_us = now + p->stall_us;
		p->stall_us = 0;
		return SEND_LATER;
	}
	return p->cut ? SEND_CUT : SEND_DONE;
}

enum send_state
send_step(struct sender *s, int fd, int64_t *wake_us)
{
	int64_t now = clock_mono();
	enum send_state state;

	if (s->pace_us == 0)
		s->pace_us = now;
	for (;;) {
		/* The head leaves by itself, as it does where sendfile(2)
		 * brings the body. */
		if (s->out.n == 0)
			stage(s, now);
		if (s->out.n == 0)
			return rest(s, now, wake_us);
		state = flush(s, fd);
		if (state != SEND_DONE)
			return state;
		now = clock_mono();
	}
}
