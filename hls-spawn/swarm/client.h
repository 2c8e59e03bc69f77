/*
 * A client: a slot of the swarm, with one process at a time. Its session ends
 * when the process is reaped and both pipes are drained.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <sys/types.h>

#include <stdint.h>

#include "child/ladder.h"
#include "ffmpeg/command.h"
#include "row.h"
#include "state.h"
#include "stream/raw.h"
#include "stream/source.h"
#include "timers.h"
#include "vocabulary.h"

struct plan;
struct play;
struct swarm;

struct client {
	struct source log, progress;
	struct session session;
	const struct plan *plan;
	const struct play *play;	/* of it */
	size_t row;		/* of --values, this viewer's */
	struct timer timer;	/* next start, stall, next step of its end,
				 * or end of draining */
	struct place turn;	/* among those who are there, or vacant */
	struct place waits;	/* for its start, which is due */
	int64_t due_us;		/* since then */
	enum state state;
	int wanted;		/* the load's shape has it there */
	int arriving;		/* the load let it come, not started yet */
	int admitted;		/* its start has its place among all */
	int alive;		/* started and not reaped */
	int open;		/* its session has not ended yet */
	int failed_fast;	/* its last process did */
	int64_t failures;	/* in a row, whichever viewer's */
	enum exit_reason reason;
	struct ladder ladder;	/* while the run goes on */
	int status;		/* of waitpid */
	pid_t pid;
	int64_t id, run;	/* run: of the session, -1 before the first */
	int64_t attempt;	/* failures in a row */
	int fresh;		/* its next start is a new viewer's */
	int64_t viewers;	/* so many have come, this one included */
	int64_t come_us;	/* an arrival that waits for the end of the
				 * process before; 0: none */
	int64_t leave_us;	/* when this viewer leaves; INT64_MAX: never */
	int64_t started_us, ended_us;	/* of clock_mono */
	int64_t advanced_us;	/* when media time last moved */
	int64_t out_time_us;	/* media time; 0 until it moves */
	char words[160];	/* its first error before any media, or the
				 * last that it said */
	int has_error;		/* the former */
	int spoke;		/* its process said anything */
};

/* Slot i of the swarm. Nothing happens until it is told to come. */
void client_init(struct swarm *s, struct client *c, int64_t i);

/* An event, with the state record it may give. */
void client_move(struct swarm *s, struct client *c, enum event e,
    int64_t stamp_us);

/* The load has it come at due_us. */
void client_come(struct swarm *s, struct client *c, int64_t due_us);

/* The next start is due then. */
void client_start_at(struct swarm *s, struct client *c, int64_t due_us);

/* It is not started any more. */
void client_stop(struct swarm *s, struct client *c);

/* Who its run-th process is for. */
struct who client_who(const struct swarm *s, const struct client *c,
    int64_t run);

/* Its process lives, and nobody is ending it. */
int client_is_up(const struct client *c);

/* Sets the timer of one that is up. */
void client_set_timer(struct swarm *s, struct client *c);

/* Its media time has not advanced for so long that it counts as stalled. */
int client_is_silent(const struct swarm *s, const struct client *c,
    int64_t now_us);

/* So long it was not read, which is not held against it. */
void client_excuse(struct client *c, int64_t us, int64_t now_us);

/* What it owns, once its session has ended. */
void client_free(struct client *c);

#endif
