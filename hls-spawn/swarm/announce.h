/*
 * The first record and the last one.
 */
#ifndef ANNOUNCE_H
#define ANNOUNCE_H

struct swarm;

void announce_swarm(struct swarm *s);
void announce_end(struct swarm *s);

/* The run in one line of words, on stderr. */
void announce_words(const struct swarm *s);

#endif
