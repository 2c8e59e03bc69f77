/*
 * A block as one line, for logs and for output that is no terminal.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "block.h"
#include "sbuf.h"
#include "stream/since.h"

/* The line of the whole run so far. */
void plain_whole(struct sbuf *out, const struct block *b);

/* The lines of a stream, one for each so much of the run's time. */
struct plain {
	int given;		/* the window is, else it is as every_us */
	enum block_window window;
	int64_t every_us;	/* at least a second */
	struct since last;	/* as of the last line, if its time is known */
	struct since before;	/* and of the one before that */
	uint64_t counted;	/* events in it, in the whole run */
	const char *outcome;	/* its words, or NULL */
	const char *limit;
	int held;		/* the last block has got no line */
};

/*
 * Appends the line of a block, unless the last line is of the same part of the
 * run: parts begin at the multiples of every_us. It has time, clients, rates of
 * its stretch of the run, segment TTFB, viewers rebuffering now, requests and
 * connections that failed in the stretch and so far, the words of title_outcome
 * and title_limit where there are any, and the origins. The stretch is that of
 * the window, or what has passed since the last line where none is so wide (the
 * one before, if the last has just come); then TTFB is that of the nearest
 * window, which is named.
 */
void plain_block(struct plain *p, struct sbuf *out, const struct block *b);
/*
 * At the end of the stream: appends the line of its last block, if it was left
 * out and is of another second, counts more or has another word than the last
 * line.
 */
void plain_end(struct plain *p, struct sbuf *out, const struct block *b);

/*
 * Appends the report that the run's last block carries, printable ASCII only;
 * 0 if there is none.
 */
int plain_report(struct sbuf *out, const struct block *b);

#endif
