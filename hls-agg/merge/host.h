/*
 * One host of a merge: the newest block of its stat stream, and what else is
 * known of it.
 */
#ifndef HOST_H
#define HOST_H

#include <stdint.h>

#include "block.h"
#include "figures/fault.h"
#include "figures/gauge.h"
#include "figures/run.h"
#include "sbuf.h"
#include "told.h"

struct figures;

#define HOST_NAME_MAX 64

enum host_state {
	HOST_WAITING,		/* no block yet */
	HOST_LIVE,
	HOST_SILENT,		/* no block for some time, others go on */
	HOST_ENDED,		/* its last block has its end */
	HOST_CUT,		/* its stream ended without one */
};

struct host {
	const char *path;	/* of its stream, kept by reference */
	char name[HOST_NAME_MAX];	/* "" before the first block */
	enum host_state state;
	uint16_t part;		/* its number: all of its pipelines */
	struct told now;	/* the newest block, since its pipeline began */
	struct sbuf parts;	/* its records of parts; host_lines.h */
	struct sbuf origins;	/* its records of origins; host_lines.h */
	struct sbuf earlier;	/* the same of pipelines before this one, as
				 * long as a block may be */
	int parted;		/* it is full: that has been said */
	struct faults faults;
	struct gauge gauge[METRICS];
	struct run run;
	struct sbuf end;	/* its reason, or empty */
	struct sbuf doubt;	/* why its figures are in doubt; lines */
	int unsure;		/* it ended inconclusive */
	/* Of the pipelines before this one: */
	struct sbuf ended;	/* the worst reason, or empty */
	struct sbuf doubted;	/* why their figures are in doubt; lines */
	int64_t cut;		/* how many have no end */
	int uncertain;		/* one ended inconclusive */
	int64_t over, crowded;	/* as in struct figures, of this pipeline */
	int64_t blocks;		/* taken */
	int64_t lost;		/* numbers that never came */
	int64_t refused;	/* not whole, or at odds with themselves */
	int64_t garbled;	/* lines that were no record */
	int64_t restarts;	/* of its pipeline */
	/* Where it stands in the time of all; see fleet.c. */
	int anchored;
	int64_t anchor_us;
	int in_round;
	int stopping;		/* its pipeline has begun to stop */
	int ticked;		/* it told of a second, in the last round */
	int64_t round_us;
	/* Live streams only, by the monotonic clock of this machine. */
	int64_t arrived_us;	/* when its newest block came */
	int64_t offset_us;	/* least arrival minus stamp */
	int timed;		/* offset_us is known */
	int warned;		/* that it is silent has been said */
	int clock_told;		/* how far its clock is off */
};

void host_init(struct host *h, const char *path);
void host_free(struct host *h);

/* Its pipeline began anew: from here on its blocks count from 0. */
void host_restart(struct host *h);

/*
 * Blocks follow its end, as if that had been none: how a pipeline ended is not
 * made good by what comes behind it. host_restart does that, too.
 */
void host_keep_end(struct host *h);

/*
 * Takes the block as the newest; what t held before goes into t. New faults
 * are counted in all too.
 */
void host_take(struct host *h, struct told *t, const struct block *b,
    struct faults *all);

/* What it says it could not count goes to that of all. */
void host_uncounted(struct host *h, const struct block *b,
    struct figures *all);

/*
 * Whether a block of its time goes before another host's: of two of one stamp
 * that of a host which is not in yet.
 */
int host_is_before(const struct host *h, int64_t us,
    const struct host *other, int64_t other_us);

/* The worst reason of all its pipelines, or "" before the first end. */
struct slice host_end(const struct host *h);

/* What it is called: its stream, before it has a name. */
const char *host_name(const struct host *h);

/*
 * Whether it makes the figures of all doubtful: 0, 1 or 2 as in fleet_doubt,
 * which see; its reasons are appended to why, unless NULL.
 */
int host_doubt(const struct host *h, int over, struct sbuf *why);

/*
 * Says once that its clock is two seconds or more from this machine's, by
 * offset_us of at least one block that did not wait for its reader.
 */
void host_tell_clock(struct host *h);

/* The word for a state: "live". */
const char *host_word(enum host_state state);

#endif
