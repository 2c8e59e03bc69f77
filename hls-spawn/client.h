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

struct swarm;

/* What a descriptor of the poller is for. */
enum source_kind { SOURCE_SIGNALS, SOURCE_OUTPUT, SOURCE_LOG, SOURCE_PROGRESS };

struct source {
	enum source_kind kind;
	int fd;			/* -1: closed */
	struct client *client;	/* of SOURCE_LOG and SOURCE_PROGRESS */
	struct lines lines;
};

struct client {
	struct source log, progress;
	struct session session;
	struct timer timer;	/* next start, stall, or end of draining */
	enum state state;
	int alive;		/* started and not reaped */
	int open;		/* its session has not ended yet */
	int shutdown;		/* it was reaped after the run began to stop */
	int status;		/* of waitpid */
	pid_t pid;
	int64_t id, run;	/* run: of the session, -1 before the first */
	int64_t attempt;	/* failures in a row */
	int64_t started_us, ended_us;	/* of clock_mono */
	int64_t advanced_us;	/* when media time last moved */
	int64_t out_time_us;	/* media time; 0 until it moves */
};

/* id from 1. Its first start is due at due_us. */
void client_init(struct swarm *s, struct client *c, int64_t id,
    int64_t due_us);

/* Its timer has come. */
void client_timeout(struct swarm *s, struct client *c, int64_t now_us);

/* One of its pipes is readable. */
void client_read(struct swarm *s, struct source *src);

/* Its process has been reaped. */
void client_reaped(struct swarm *s, struct client *c, int status);

/* The run stops: it is not started any more. */
void client_stop(struct swarm *s, struct client *c);

/* What it owns, once its session has ended. */
void client_free(struct client *c);

#endif
