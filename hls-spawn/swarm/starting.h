/*
 * The start of a client's process.
 */
#ifndef STARTING_H
#define STARTING_H

#include "client.h"

/* Its start is due: first its place among all starts, then the start. */
void starting_due(struct swarm *s, struct client *c, int64_t now_us);

#endif
