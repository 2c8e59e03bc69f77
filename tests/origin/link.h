/*
 * A link that all connections share: bytes leave it one after the other, at its
 * rate, in the order in which they were booked. Each connection books a piece
 * at a time, so all have the same share of it.
 */
#ifndef LINK_H
#define LINK_H

#include <stddef.h>
#include <stdint.h>

/* A piece: six packets of Ethernet. */
#define LINK_PIECE 9000

struct link {
	int64_t rate_bytes;	/* per second; 0: without a limit */
	int64_t free_us;	/* when what was booked has left */
};

/* When so many bytes, booked now, have left. */
static inline int64_t
link_book(struct link *l, size_t bytes, int64_t now_us)
{
	if (l->free_us < now_us)
		l->free_us = now_us;
	l->free_us += (int64_t)bytes * 1000000 / l->rate_bytes;
	return l->free_us;
}

#endif
