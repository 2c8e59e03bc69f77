/*
 * What merge.c does with files, with texts in memory.
 */
#ifndef HOSTS_H
#define HOSTS_H

#include "agg.h"
#include "merge/fleet.h"

#define HOSTS 3

struct hosts {
	struct fleet fleet;
	struct figures *figures;
	struct block_reader reader[HOSTS];
	struct slice rest[HOSTS];
	int (*tick)(void);	/* a second is closed: 1 if the run is over */
	int over;
};

/* Cuts off what stands before a line "=", or all. */
struct slice hosts_cut(struct slice *in);

/* Reads the blocks of all, which such lines part, to their end. */
void hosts_run(struct hosts *h, struct agg *a, struct slice in);

/* What is left of them is looked at by reports until then. */
void hosts_free(struct hosts *h);

#endif
