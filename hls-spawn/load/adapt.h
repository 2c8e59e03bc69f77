/*
 * How fast clients are started where the user names no rate: as fast as the
 * machine allows without distorting what is measured. Multiplicative increase
 * while it has time to spare, decrease as soon as it has not. Pure.
 *
 * A start shows in what the machine does only after a second or two, when the
 * client has loaded its first segments: so the rate grows slowly, and what was
 * seen is averaged.
 */
#ifndef ADAPT_H
#define ADAPT_H

#include <stdint.h>

/* Looked at so often. */
#define ADAPT_EVERY_US INT64_C(250000)
/* Idle time is averaged over so many looks, for going faster and slower. */
#define ADAPT_LOOKS 8
#define ADAPT_LAST 3

/* What was seen since the last look. */
struct adapt_seen {
	int64_t at_us;
	int64_t idle;		/* of the machine, millionths; -1: unknown */
	int64_t late_us;	/* how late we were ourselves, at most */
	int64_t words_us;	/* from a start to its first word, median; 0:
				 * nobody spoke */
};

/* Start from { 0 }. */
struct adapt {
	int64_t rate_micro;	/* starts per second, millionths */
	int64_t before_micro;	/* what it was when the strain began */
	int64_t most_micro;	/* never faster */
	/* Idle shares: below, the rate falls, and falls at once; above, it
	 * rises. */
	int64_t low, none, high;
	int64_t idle[ADAPT_LOOKS];	/* of the last looks */
	int64_t looks;
	int64_t words_us;	/* the least median so far */
	int64_t looked_us;
	int limited;		/* the machine was the limit at the last look */
	int64_t limited_us;	/* for so long in all */
};

/* The machine before the run. */
struct adapt_machine {
	int64_t start_us;	/* processor time of a start; 0: unknown */
	int64_t cores_micro;	/* to be had, millionths; -1: unknown */
	int64_t other_micro;	/* that others take of them */
};

void adapt_open(struct adapt *a, const struct adapt_machine *m,
    int64_t now_us);

/* Each ADAPT_EVERY_US. */
void adapt_look(struct adapt *a, const struct adapt_seen *seen);

/* When the next start may be made, after one at now_us. */
int64_t adapt_next_us(const struct adapt *a, int64_t now_us);

#endif
