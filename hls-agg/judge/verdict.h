/*
 * What a run comes to, as an exit code; and how it is told, in the stream, in
 * the report and in JSON. See hls-agg(1), EXIT STATUS.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include <stddef.h>
#include <stdint.h>

#include "judge.h"
#include "sbuf.h"
#include "vocabulary.h"

#define CODE_CROSSED 99
#define CODE_INCONCLUSIVE 98
#define CODE_NOTHING 1		/* without thresholds */

struct verdict {
	enum verdict_state state;
	int code;
	size_t gates;		/* thresholds that are no warnings */
	size_t crossed;		/* of these, those that broke */
	size_t sure;		/* of these, what the generator did not bring
				 * about */
	size_t warned;		/* warnings that broke */
	int asked;		/* how much is carried; see capacity.h: */
	int bounded, at_least, limited, unjudged;
	unsigned doubts;	/* bits 1 << enum doubt */
	int running;		/* the input has not ended */
	int cut;		/* it did, but without the run's `end` */
	int unsure;		/* a host of a merge is inconclusive, or gone */
	int failed;		/* the run itself did */
	int partly;		/* not all could be counted: figures.over,
				 * figures.crowded */
	int nothing;		/* nobody played: see figures_nothing */
};

/*
 * As things stand. A run that goes on is inconclusive, so that nobody takes a
 * block for the last one. A threshold that broke while the generator was the
 * limit is not believed.
 */
struct verdict verdict_of(const struct judge *j);

/*
 * A threshold's value now, or what it was when it broke: 1 and *v in the
 * integer form of its figure, or 0 where there is none.
 */
int verdict_value(const struct judge *j, const struct threshold *t, int64_t *v);

/* Whether the steps of the load leave open how much is carried. */
int verdict_open(const struct verdict *v);

/* Why it is neither pass nor fail: "late,idle"; or nothing. */
void verdict_why(const struct verdict *v, struct sbuf *b);

/* The same for people: "1 of 3 thresholds crossed". */
void verdict_sentence(const struct judge *j, const struct verdict *v,
    struct sbuf *b);

#endif
