/*
 * What the poller watches for the swarm: signals, standard output, and the
 * pipes of the processes, which are read without waiting, once in each turn.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "lines.h"
#include "machine/stamped.h"
#include "poller.h"

enum source_kind {
	SOURCE_SIGNALS, SOURCE_OUTPUT, SOURCE_LOG, SOURCE_PROGRESS,
	SOURCE_SCRAPE, SOURCE_WATCH, SOURCE_CONTROL,
};

/* The most that source_read gives. */
#define SOURCE_BYTES 65536

struct source {
	enum source_kind kind;
	int fd;			/* -1: closed */
	int stamped;		/* machine/stamped.h; else a pipe */
	int64_t last_us;	/* when the last of it was written, if it is;
				 * before that, when it was opened */
	void *owner;		/* client, scrape or watch */
	struct lines lines;
};

/*
 * From now on fd, which is ours, is polled for input, into new lines; late
 * where it is stamped.
 */
void source_open(struct source *src, struct poller *p, int fd);

/* No more of it. Also for one that is closed. */
void source_close(struct source *src, struct poller *p);

/*
 * The pieces of one that is stamped, as stamped_read gives them, in an order
 * of time that never steps back, nor to before source_open.
 */
int source_pieces(struct source *src, struct stamped piece[STAMPED_PIECES]);

/*
 * One read(2) of at most so many bytes: 1 with what came, good until the next
 * call, 0 if nothing did, -1 at its end.
 */
int source_read(struct source *src, size_t most, struct slice *bytes);

#endif
