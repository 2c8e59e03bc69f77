/*
 * What every curl of a run is started with, and where what it says goes.
 */
#ifndef CURLS_H
#define CURLS_H

#include <sys/types.h>

#include "poller.h"
#include "preflight/preflight.h"
#include "stream/raw.h"

struct curls {
	const struct options *opt;
	const struct preflight *preflight;
	pid_t group;		/* to join */
	struct poller *poller;
	struct raw *raw;
};

#endif
