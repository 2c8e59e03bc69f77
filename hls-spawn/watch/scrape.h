/*
 * One exporter of the origin's and the curl that asks it, in the guard's group
 * as every process of the swarm. What it prints becomes records, hls-raw(5);
 * what that means, hls-parse knows.
 */
#ifndef SCRAPE_H
#define SCRAPE_H

#include <sys/types.h>

#include <stdint.h>

#include "child/ladder.h"
#include "curls.h"
#include "stream/source.h"

/* What an answer may have; a node exporter's has 60 kB. */
#define SCRAPE_BYTES (4 << 20)

/* Why what came says nothing of the exporter, or not all. */
enum scrape_reason {
	SCRAPE_WHOLE,
	SCRAPE_TIMEOUT,		/* curl was killed for its time */
	SCRAPE_SIZE,		/* and for its bytes */
	SCRAPE_STOP,		/* the run stops */
	SCRAPE_READER,		/* it had to wait for our own reader */
	SCRAPE_START,		/* there was no process to be had */
};

/* What all scrapes share. */
struct scraping {
	struct curls with;
	int64_t interval_us, limit_us;
	size_t open;		/* scrapes at it */
};

struct scrape {
	struct scraping *all;
	struct source out, err;
	const struct exporter *exporter;
	int64_t number;		/* of the exporter, from 1 */
	int64_t due_us;		/* of the next one */
	int64_t limit_us;	/* of this one: the next step to its end, and
				 * once it is reaped no more is waited for */
	struct ladder ladder;
	int64_t begun_us;
	pid_t pid;
	int alive;		/* started and not reaped */
	int open;		/* its end has not been told yet */
	int status;		/* of waitpid */
	enum scrape_reason reason;
	int64_t lines, bytes;	/* what it printed */
	int64_t lost;		/* lines of it that found no room */
	int failing;		/* the one before failed, which was told */
	char words[160];	/* what curl says on standard error */
};

/* Starts curl, if it can be, and writes the record that begins a scrape. */
void scrape_begin(struct scrape *sc, int64_t now_us);

/* One read(2) from a pipe of it. */
void scrape_read(struct source *src);

/* Its process has been reaped. */
void scrape_reaped(struct scrape *sc, int status);

/*
 * Its limit has come: KILL for the process, or what somebody else holds the
 * pipes of is told as it is.
 */
void scrape_late(struct scrape *sc, int64_t now_us);

/* The run stops: an end to its process, TERM first or KILL at once. */
void scrape_stop(struct scrape *sc, int at_once);

#endif
