/*
 * What a run comes to, as an exit code; and how it is told, in the stream, in
 * the report and in JSON. See hls-agg(1), EXIT STATUS.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include <stddef.h>
#include <stdint.h>

#include "nest.h"
#include "sbuf.h"

struct agg;
struct threshold;

#define CODE_CROSSED 99
#define CODE_INCONCLUSIVE 98

enum verdict_state {
	VERDICT_NONE,		/* nothing to judge by */
	VERDICT_PASS, VERDICT_FAIL, VERDICT_INCONCLUSIVE
};
extern const char *const verdict_names[];

struct verdict {
	enum verdict_state state;
	int code;
	size_t crossed;		/* thresholds that broke */
	unsigned doubts;	/* bits 1 << enum doubt */
	int running;		/* the input has not ended */
	int cut;		/* it did, but without the run's `end` */
	int unsure;		/* a host of a merge is inconclusive, or gone */
	int failed;		/* the run itself did */
};

/*
 * As things stand. A run that goes on is inconclusive, so that nobody takes a
 * block for the last one. A threshold that broke while the generator was the
 * limit is not believed.
 */
struct verdict verdict_of(const struct agg *a);

/*
 * A threshold's value now, or what it was when it broke: 1 and *v in the
 * integer form of its figure, or 0 where there is none.
 */
int verdict_value(const struct agg *a, const struct threshold *t, int64_t *v);

/* Why it is neither pass nor fail: "late,idle"; or nothing. */
void verdict_why(const struct verdict *v, struct sbuf *b);

/* The same for people: "1 of 3 thresholds crossed". */
void verdict_sentence(const struct agg *a, const struct verdict *v,
    struct sbuf *b);

/* A figure for people, with three digits. */
void verdict_figure(struct sbuf *b, enum metric_unit unit, int64_t v);

/* The records threshold, verdict and evidence of a block. */
void verdict_records(const struct agg *a, struct sbuf *b);

/* The rows of the report. */
void verdict_rows(const struct agg *a, struct sbuf *b);

/* .thresholds and .verdict; ends inside .verdict. */
void verdict_json(const struct agg *a, struct nest *j);

#endif
