/*
 * A threshold: what must hold of one figure, and what became of it. How they
 * are judged together is in judge.h.
 */
#ifndef THRESHOLD_H
#define THRESHOLD_H

#include <stdint.h>

#include "figures/tally.h"
#include "lookup.h"
#include "sbuf.h"
#include "slice.h"
#include "text/amount.h"

struct baseline;
struct figures;

/* What thresholds are judged on. */
struct basis {
	const struct figures *figures;
	const struct baseline *baseline;	/* NULL without one */
};

enum threshold_op { OP_LT, OP_LE, OP_GT, OP_GE, OP_EQ, OP_NE };

struct threshold {
	char *text;		/* as it was written, owned; views go in here */
	const char *rule;	/* of that, what stands behind `warn:` */
	struct lookup what;
	enum threshold_op op;
	struct amount limit;
	int64_t factor;		/* of the baseline's value, in millionths; 0:
				 * the limit stands for itself */
	int64_t for_us;		/* false for so long in a row; 0: once */
	int64_t after_us;	/* nothing is judged in the run's first */
	int stop;		/* end the run when it breaks */
	int warn;		/* is told, and changes no verdict */
	int where_known;	/* holds where there is nothing to judge */

	/* What became of it. */
	int of_step;		/* judged in each step of the load: step.h */
	int64_t clients;	/* of the step that value is of */
	int judged;		/* at least once */
	int broken;		/* and stays so */
	int missed;		/* it was time to judge, without data */
	int unplayed;		/* for it is of viewers: nobody played */
	int known;		/* value is one: the last, or that broke it */
	int64_t value;
	int64_t since_us;	/* elapsed when it became false, or -1 */
	int certain;		/* and by what the server said alone, so that
				 * the generator has no part in it */
	int64_t broke_us;	/* stamp of the moment it broke */
	int64_t broke_elapsed_us;
	int fell;		/* outside its limit at a tick, for the first
				 * time at fell_us: its stamp */
	int64_t fell_us;
	int has_worst;		/* of the values at ticks that were false */
	int64_t worst;
};

/*
 * Reads one. Returns 0, or -1 with what is wrong in *why and nothing to free.
 * The grammar is in hls-agg(1), THRESHOLDS.
 */
int threshold_read(struct threshold *t, struct slice text, struct sbuf *why);
void threshold_free(struct threshold *t);

/* Whether it is judged at each tick; else, or besides, at the end. */
int threshold_is_live(const struct threshold *t);

/*
 * The limit as it is: 0 where it comes from a baseline that is NULL or does not
 * have the figure.
 */
int threshold_limit(const struct threshold *t, const struct baseline *b,
    struct amount *limit);

/*
 * Its figure now: 1 and *v, or 0 where nothing was measured, or where the value
 * is within the limit only as no viewer ever played (lookup_is_vacant).
 */
int threshold_value(const struct threshold *t, const struct basis *on,
    int64_t *v);

/* Whether a value is such a one. */
int threshold_is_vacant(const struct threshold *t, const struct basis *on,
    int64_t v);

/* Whether a value is within the limit. */
int threshold_holds(const struct threshold *t, const struct amount *limit,
    int64_t v);

/*
 * Takes whether it is ok now; whether it has been false for the time that it
 * may be. *since_us: since when it is, or -1.
 */
int threshold_breaks(const struct threshold *t, int ok, int64_t *since_us,
    int64_t now_us);

/*
 * Judges it at a tick, or at the end; the state of a holds up to that moment.
 * Returns 1 if this broke it.
 */
int threshold_tick(struct threshold *t, const struct basis *on);
int threshold_end(struct threshold *t, const struct basis *on);

/* Its value at a tick: notes when it is first outside the limit. */
void threshold_see(struct threshold *t, const struct basis *on, int64_t v);

/*
 * Whether a part of the run alone would hold it: 1, or 0, with the value; -1
 * where there is none, or where it looks at something else than a whole run.
 */
int threshold_fits(const struct threshold *t, const struct basis *on,
    const struct tally *part, int64_t *v);

/* Why it fails without a value: "no data", "nobody played". */
const char *threshold_without(const struct threshold *t);

#endif
