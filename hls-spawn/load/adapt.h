/*
 * How fast clients are started where the user names no rate: as fast as the
 * machine allows without distorting what is measured. Multiplicative increase
 * while it has time to spare, decrease as soon as it has not. Pure.
 *
 * A start shows in what the machine does only after a second or two, when the
 * client has loaded its first segments: so the rate grows slowly, and what was
 * seen is averaged.
 *
 * From as many clients on as the machine was measured to carry none comes while
 * it is the limit, and after a while none is waited for.
 */
#ifndef ADAPT_H
#define ADAPT_H

#include <stdint.h>

/* Looked at so often. */
#define ADAPT_EVERY_US INT64_C(250000)
/* Idle time is averaged over so many looks, and over the last for a stop. */
#define ADAPT_LOOKS 8
#define ADAPT_LAST 3
/* So long without a start, for want of room, and the ramp is over. */
#define ADAPT_FULL_US INT64_C(30000000)
/* At the slowest rate one comes in less: who waits longer is held back. */
#define ADAPT_HELD_US INT64_C(5000000)

/* What was seen since the last look. */
struct adapt_seen {
	int64_t at_us;
	int64_t idle;		/* of the machine, millionths; -1: unknown */
	int64_t late_us;	/* how late we were ourselves, at most */
	int64_t words_us;	/* from a start to its first word, median; 0:
				 * nobody spoke */
	int64_t clients;	/* are there */
	int64_t carries;	/* so many the machine carries; 0: unknown */
	int waits;		/* another one is to come now */
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
	int64_t waits_us;	/* one is to come, and none did since; 0: no */
	int held;		/* for ADAPT_HELD_US, whatever the reason */
	int full;		/* no start is to be made */
	int64_t full_us;	/* it was so, and none was made since; 0: no */
	int64_t creep_us;	/* the rate is at its least, near what is
				 * carried; 0: no */
	int over;		/* either for ADAPT_FULL_US */
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

/* A start is made at now_us: when the next one may be. */
int64_t adapt_start(struct adapt *a, int64_t now_us);

/* What is to come is another load: the machine may have room for it. */
void adapt_renew(struct adapt *a);

#endif
