/*
 * The last lines of one session, for the black box. The size of the ring is
 * the owner's and the same in every call. Memory comes with the first line.
 */
#ifndef FLIGHT_H
#define FLIGHT_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* Start from { 0 }. */
struct flight {
	char *ring;
	size_t head, used;	/* whole lines */
	struct sbuf start;	/* the start record, once out of the ring */
	/* The child's lines that are out of it, as in a lost record. */
	int64_t lost_lines, lost_bytes;
	int64_t lost_us;	/* stamp of the last of them */
};

/* One or more records with their newlines. Longer than size: none is kept. */
void flight_add(struct flight *f, size_t size, struct slice lines);

/* What is kept, in two parts either of which may be empty. */
void flight_parts(const struct flight *f, size_t size, struct slice part[2]);

void flight_forget(struct flight *f);

#endif
