/*
 * A client: a slot of the swarm, with one process at a time. Its session ends
 * when the process is reaped and both pipes are drained.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <sys/types.h>

#include <stdint.h>

#include "lines.h"
#include "raw.h"
#include "state.h"
#include "timers.h"

struct plan;
struct scrape;
struct swarm;
struct watch;

/* What a descriptor of the poller is for. */
enum source_kind {
	SOURCE_SIGNALS, SOURCE_OUTPUT, SOURCE_LOG, SOURCE_PROGRESS,
	SOURCE_SCRAPE, SOURCE_WATCH,
};

struct source {
	enum source_kind kind;
	int fd;			/* -1: closed */
	struct client *client;	/* of SOURCE_LOG and SOURCE_PROGRESS */
	struct scrape *scrape;	/* of SOURCE_SCRAPE */
	struct watch *watch;	/* of SOURCE_WATCH */
	struct lines lines;
};

/* Why a process ended: by itself, or by us. */
enum exit_reason { EXIT_SELF, EXIT_STALL, EXIT_SESSION, EXIT_SHUTDOWN };

/* Ending one process while the run goes on. */
enum ending_step {
	ENDING_NOT,
	ENDING_TERM,		/* TERM has been sent once */
	ENDING_GRACE,		/* and twice */
	ENDING_KILL,		/* KILL has been sent */
};

struct client {
	struct source log, progress;
	struct session session;
	const struct plan *plan;
	struct timer timer;	/* next start, stall, next step of its end,
				 * or end of draining */
	enum state state;
	int wanted;		/* the load's shape has it there */
	int arriving;		/* the load let it come, not started yet */
	int admitted;		/* its start has its place in the pace */
	int alive;		/* started and not reaped */
	int open;		/* its session has not ended yet */
	int failed_fast;	/* its last process did */
	enum exit_reason reason;
	enum ending_step step;
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
};

/* Slot i of the swarm. Nothing happens until it is told to come. */
void client_init(struct swarm *s, struct client *c, int64_t i);

/* The load has it come at due_us, and leave now. */
void client_come(struct swarm *s, struct client *c, int64_t due_us);
void client_leave(struct swarm *s, struct client *c);

/* Its timer has come. */
void client_timeout(struct swarm *s, struct client *c, int64_t now_us);

/* The run stops: it is not started any more. */
void client_stop(struct swarm *s, struct client *c);

/* What it owns, once its session has ended. */
void client_free(struct client *c);

/* For the parts of a client. */

/* An event, with the state record it may give. */
void client_move(struct swarm *s, struct client *c, enum event e,
    int64_t stamp_us);

/* Sets the timer of a live process that is not being ended. */
void client_watch(struct swarm *s, struct client *c);

/* The next start is due then. */
void client_start_at(struct swarm *s, struct client *c, int64_t due_us);

#endif
