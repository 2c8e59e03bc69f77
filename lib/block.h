/*
 * The stat stream's blocks, for the programs that show them: see hls-stat(5).
 * A reader swaps to a block as a whole, when its closing `block` record is
 * there; what is found in it are views, good until the next swap.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "metric.h"
#include "record.h"
#include "sbuf.h"
#include "slice.h"

/* A block that grows over this is passed over as a whole. */
#define BLOCK_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* A comment before the first block: its run goes on without its reader. */
#define BLOCK_FOLLOWED "# followed"

enum block_window {
	W_1S, W_10S, W_30S, W_60S, W_300S, W_ALL, BLOCK_WINDOWS
};
/* Their names, as subjects of stat records; ended by NULL. */
extern const char *const block_windows[BLOCK_WINDOWS + 1];

struct block {
	struct sbuf text;	/* its lines as they came, comments too */
	struct record *record;	/* views into text */
	size_t *next;		/* of each: the first behind of another kind */
	size_t n, size;
	int64_t time_us;	/* the stamp of its `block` record */
	int64_t number;		/* its reader's blocks, with this one */
};

/* Start from { 0 }. */
struct block_reader {
	struct block now;	/* the last whole block */
	struct block next;	/* the one being read: only text is filled */
	size_t line;		/* where its last line starts */
	int spoilt;		/* it grew over BLOCK_MAX_BYTES */
	int64_t blocks;		/* whole blocks so far: 0 means now is empty */
	int64_t garbled;	/* lines that were no record */
	int64_t too_big;	/* blocks passed over */
};

/*
 * Takes bytes off *in, up to and with the newline that closes a block: 1, and
 * r->now is the new block; 0 once *in is used up.
 */
int block_read(struct block_reader *r, struct slice *in);
void block_free(struct block_reader *r);

/* Counts what was passed over, in a message on stderr; quiet if nothing was. */
void block_complain(const struct block_reader *r);

/*
 * The fields of the record with this subject and kind: 1, or 0 where the block
 * has none. Records of one group of clients (by=) are not looked at.
 */
int block_find(const struct block *b, const char *subject, struct slice kind,
    struct slice *rest);

/*
 * The next record of the whole run (subject -) of a kind: sketch, fault,
 * report. Start with *i = 0; 1, or 0 at the end.
 */
int block_each(const struct block *b, const char *kind, size_t *i,
    struct slice *rest);

/* The nth of them (from 0): 1, or 0 where there are not so many. */
int block_nth(const struct block *b, const char *kind, int n,
    struct slice *rest);

/*
 * A figure in the integers of metric_read: a window's share, or the state now
 * of a gauge or a state, whatever the window. 0 where the block does not have
 * it. It is never negative, and two of them may not fit into their sum.
 */
int block_value(const struct block *b, enum block_window w, enum metric_id id,
    int64_t *v);

/* The same for a key of a sketch, where the metric is one. */
int block_stat(const struct block *b, enum block_window w, struct metric_at at,
    int64_t *v);

/*
 * The exit code that the verdict asks for; 0 where the block has no verdict.
 * One whose code cannot be read, or is 0 beside a state that is neither pass
 * nor none, is not believed: it is BLOCK_FAIL or BLOCK_INCONCLUSIVE.
 */
#define BLOCK_FAIL 99
#define BLOCK_INCONCLUSIVE 98
int block_code(const struct block *b);

#endif
