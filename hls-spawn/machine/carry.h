/*
 * How many viewers this machine carries, by what the first ones took. Pure.
 */
#ifndef CARRY_H
#define CARRY_H

#include <stdint.h>

#include "sbuf.h"

/* Beyond this share of the cores, 5 % idle, a machine is busy to hls-agg(1). */
#define CARRY_BUSY_MICRO 950000

/* What was seen, in a span of passed_us. 0: unknown, but for other_micro. */
struct carry_seen {
	int64_t cores_micro;	/* to be had, millionths */
	int64_t other_micro;	/* that others take, of these */
	int64_t start_us;	/* processor time of a start */
	int64_t passed_us;
	int64_t busy_us;	/* processor time of the machine */
	int64_t starts;
	int64_t playing_us;	/* time that clients played, all together */
	int64_t own_micro;	/* cores that a client's process takes */
	int64_t memory_bytes;	/* there was, before the first client */
	int64_t client_bytes;	/* memory of one */
};

enum carry_by { CARRY_CPU, CARRY_MEMORY };

struct carry {
	int64_t starts_micro;	/* starts per second, millionths */
	int64_t play_micro;	/* cores that a viewer takes, with what serves
				 * and reads it here */
	int64_t viewers;	/* 0: unknown */
	enum carry_by by;	/* what runs short first */
};

void carry_of(struct carry *c, const struct carry_seen *s);

/*
 * "this machine starts 17 FFmpegs a second and carries about 640 viewers of
 * this stream; asked: 1000 at 50/s: ...", with what to do where that is more.
 * rate_micro 0: as the machine allows.
 */
struct carry_asked {
	int64_t clients;
	int64_t rate_micro;
	int64_t start_bytes;	/* of an FFmpeg with all its libraries */
};
void carry_text(struct sbuf *b, const struct carry *c,
    const struct carry_asked *a);

#endif
