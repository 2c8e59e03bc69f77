/*
 * Many hosts as one run: their blocks, one after the other, into the state
 * that blocks and reports are printed from.
 *
 * Hosts tick at different moments of a second and by clocks that may differ.
 * So a second of the fleet is a round: one block of each host that is live. It
 * closes when all have told, or when one comes again a second later, and covers
 * what the runs' own elapsed time went on.
 */
#ifndef FLEET_H
#define FLEET_H

#include <stddef.h>
#include <stdint.h>

#include "block.h"
#include "figures/figures.h"
#include "host.h"
#include "sbuf.h"

struct fleet {
	struct figures *figures;	/* of all; the caller's */
	struct host *host;	/* n of them, owned */
	size_t n;
	struct told told;	/* the block being taken */
	struct tally gain;
	int live;		/* streams, whose arrival is timed */
	int sorted;		/* blocks come in the order of their stamps */
	int64_t rounds;		/* closed so far */
	int joined_late;	/* a host that had been running, first round */
	int64_t newest_us;	/* the latest stamp in this round */
	int64_t elapsed_us;	/* of all */
	int ticked;		/* a host told of a second, in the last round */
};

/* The names stay the caller's; figures are filled from here on. */
void fleet_init(struct fleet *f, struct figures *figures, char **names);
void fleet_free(struct fleet *f);

/*
 * Whether this block of a host begins another round, as it comes a second
 * behind its own in this one or, where they are sorted, behind any: close this
 * one first.
 */
int fleet_due(const struct fleet *f, const struct host *h, int64_t stamp_us);

/*
 * Takes a block; garbled is how many of its lines were no record. One that is
 * not whole is counted and otherwise not looked at.
 */
void fleet_take(struct fleet *f, struct host *h, const struct block *b,
    int64_t garbled);

/*
 * Whether a round has begun, and whether all live hosts have told in it; the
 * first one waits for all hosts.
 */
int fleet_begun(const struct fleet *f);
int fleet_full(const struct fleet *f);

/* Closes the round: windows, gauges, texts and end are then up to date. */
void fleet_close(struct fleet *f);

/* Hosts in a state. */
size_t fleet_count(const struct fleet *f, enum host_state state);

/*
 * Whether the figures of all are in doubt because of a host, with the reasons
 * appended to why unless NULL: 0; 1 where a host has evidence that its
 * generator was the limit; 2 where one is inconclusive or, once the run is
 * over, silent, cut off or never came: then nothing passes.
 */
int fleet_doubt(const struct fleet *f, int over, struct sbuf *why);

#endif
