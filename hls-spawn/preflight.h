/*
 * What must be known before the first client: the program to run, what it can
 * do, what the stream is. Problems are told on stderr, in words.
 */
#ifndef PREFLIGHT_H
#define PREFLIGHT_H

#include <sys/types.h>

#include "command.h"
#include "features.h"
#include "options.h"
#include "probe.h"

struct preflight {
	struct command command;
	struct features features;
	struct probe probe;
};

/* How the looking went. */
enum preflight_result {
	PREFLIGHT_READY,
	PREFLIGHT_FAILED,	/* a message has been written */
	PREFLIGHT_SIGNAL,	/* *signo came */
};

/*
 * Fills *p whatever the result; helpers run in the guard's group and watch the
 * descriptor of sig_open.
 */
enum preflight_result preflight_run(struct preflight *p,
    const struct options *o, pid_t group, int signals, int *signo);

void preflight_free(struct preflight *p);

#endif
