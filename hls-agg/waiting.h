/*
 * Startup times with those that are not over: what a threshold on startup is
 * judged by. Sessions that are still starting, and those that we ended before
 * their first segment, count with their age, which their startup time would
 * at least have been. Without them a server that answers nobody has no bad
 * startup at all.
 */
#ifndef WAITING_H
#define WAITING_H

#include "agg.h"
#include "hist.h"

/* Adds them all, of the whole run, to h. */
void waiting_startups(const struct agg *a, struct hist *h);

#endif
