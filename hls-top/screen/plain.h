/*
 * A block as one line, for logs and for output that is no terminal.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "block.h"
#include "sbuf.h"

/*
 * Appends the line: time, clients, rates of the window, its segment TTFB,
 * viewers rebuffering now, requests and connections that failed in the window
 * and so far, the words of title_outcome and title_limit where there are any,
 * and the origins.
 */
void plain_line(struct sbuf *out, const struct block *b, enum block_window w);

/* The lines of a stream, one for each so much of the run's time. */
struct plain {
	enum block_window window;
	int64_t every_us;	/* at least a second */
	int any;		/* there is a line, and its time is known */
	int64_t elapsed_us;	/* of the last line */
	int64_t counted;	/* events in it, in the whole run */
	const char *outcome;	/* its words, or NULL */
	const char *limit;
	int held;		/* the last block has got no line */
};

/*
 * Appends the line of a block, unless the last line is of the same part of the
 * run: parts begin at the multiples of every_us.
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
