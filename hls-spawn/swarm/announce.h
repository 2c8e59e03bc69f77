/*
 * The first record and the last one.
 */
#ifndef ANNOUNCE_H
#define ANNOUNCE_H

struct options;
struct swarm;

/* What this host is called; --host or the machine's name. */
const char *announce_host(const struct options *o);

void announce_swarm(struct swarm *s);
void announce_end(struct swarm *s);

/* The run in one line of words, on stderr. */
void announce_words(const struct swarm *s);

#endif
