/*
 * The end of a run: why, and the steps from the first TERM to the last KILL.
 */
#ifndef STOP_H
#define STOP_H

#include <stdint.h>

struct swarm;

/* FFmpeg that waits for a connection ends at the second TERM, so much later. */
#define STOP_AGAIN_US 50000

/* As in the end record; STOP_NOT while the run goes on. */
enum stop_reason {
	STOP_NOT,
	STOP_DURATION, STOP_INTERRUPT, STOP_TERM, STOP_HUP,	/* exit 0 */
	STOP_PIPE, STOP_DONE,
	STOP_READER, STOP_FAILED, STOP_GIVEUP,			/* exit 1 */
};

enum stop_step {
	STEP_NONE,
	STEP_TERM,		/* TERM has been sent once */
	STEP_GRACE,		/* and twice */
	STEP_KILL,		/* KILL has been sent */
	STEP_GONE,		/* waiting no longer */
};

struct stop {
	enum stop_reason reason;
	enum stop_step step;
	int64_t begun_us;	/* when the run began to stop */
	int64_t due_us;		/* of the next step; INT64_MAX: none */
};

void stop_open(struct stop *p);

/* Begins to stop: no more starts, TERM to all. The first reason counts. */
void stop_begin(struct swarm *s, enum stop_reason r);

/*
 * A second signal has come: KILL at once, unless it is within 0.1 s of the
 * first and so belongs to the same request.
 */
void stop_now(struct swarm *s);

/* Takes the next step; its time has come. */
void stop_step(struct swarm *s, int64_t now_us);

/* The reason that a signal is; STOP_NOT if it asks for nothing of the kind. */
enum stop_reason stop_signal(int signo);

const char *stop_name(enum stop_reason r);

/* The exit status that goes with it. */
int stop_status(enum stop_reason r);

#endif
