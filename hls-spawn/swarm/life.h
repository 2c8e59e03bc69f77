/*
 * What is to be done for a client when its time has come: its start, a look
 * whether it plays and may stay, the next step to its end.
 */
#ifndef LIFE_H
#define LIFE_H

#include "client.h"

/* Its timer has come. */
void life_due(struct swarm *s, struct client *c, int64_t now_us);

#endif
