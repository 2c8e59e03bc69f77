/*
 * What a client's process says on its two pipes.
 */
#ifndef READING_H
#define READING_H

#include "client.h"

/* From now on it is read; fds are the read ends, log first, ours from here. */
void reading_open(struct swarm *s, struct client *c, const int fds[2]);

/* One of its pipes is readable: whether that was its end. */
int reading_turn(struct swarm *s, struct source *src);

/* Nothing more is read; a line that nothing ended is handed on. */
void reading_close(struct swarm *s, struct client *c);

#endif
