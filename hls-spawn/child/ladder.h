/*
 * The steps to the end of a process, or of all: TERM, TERM again, a grace,
 * KILL. FFmpeg that waits on a stalled connection or a stale playlist ends at
 * the second TERM, within 0.2 s of the first. Pure: each call says what is to
 * be sent now, and when the next step is due.
 */
#ifndef LADDER_H
#define LADDER_H

#include <stdint.h>

/* From the first TERM to the second. */
#define LADDER_AGAIN_US 50000

enum ladder_step {
	LADDER_NOT,
	LADDER_TERM,		/* TERM has been sent once */
	LADDER_GRACE,		/* and twice */
	LADDER_KILL,		/* KILL has been sent */
	LADDER_OVER,		/* and did not help */
};

struct ladder {
	enum ladder_step step;
	int64_t grace_us;	/* from the second TERM to KILL */
	int64_t begun_us;	/* when the first TERM was sent */
	int64_t due_us;		/* of the next step; INT64_MAX: none */
};

void ladder_open(struct ladder *l, int64_t grace_us);

/* The first step; 0 if it was taken before. */
int ladder_begin(struct ladder *l, int64_t now_us);

/* The next one, whose time has come; 0: nothing helps. */
int ladder_next(struct ladder *l, int64_t now_us);

/* KILL at once. */
int ladder_kill(struct ladder *l, int64_t now_us);

/*
 * The same since somebody asked once more; 0 within 0.1 s of the first step,
 * which is the same request, and if it was sent before.
 */
int ladder_hurry(struct ladder *l, int64_t now_us);

#endif
