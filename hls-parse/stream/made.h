/*
 * The records of a raw stream, made of what logs tell: see hls-raw(5).
 */
#ifndef MADE_H
#define MADE_H

#include "plain.h"
#include "process.h"
#include "source.h"

/* One of the logs. */
struct log {
	struct source in;
	struct processes processes;
	int64_t client;		/* of its first process */
};

struct merge {
	const struct plain *plain;
	struct parse *parse;
	struct log *log;	/* those behind n have ended */
	size_t n;
	int64_t target, next_id;	/* clients so far, the next one's */
	int64_t started, stopped;
	int64_t first_us, tick_us, last_us;
	int64_t tell;		/* processes that tell of HLS */
	struct sbuf line;	/* of the raw stream, being made */
};

/* Before all others, of the logs that are open; and behind them. */
void made_swarm(struct merge *);
void made_end(struct merge *);

/* At t; and all up to t, one a second. */
void made_tick(struct merge *, int64_t t);
void made_ticks(struct merge *, int64_t t);

/* A process begins and ends. */
void made_start(struct merge *, const struct source *in, struct process *);
void made_exit(struct merge *, struct log *, struct process *);

/* A line of its own. */
void made_text(struct merge *, const struct log *, const struct process *);

/* What became of a log: how much of it was FFmpeg's, also for people. */
void made_source(struct merge *, const struct log *);

#endif
