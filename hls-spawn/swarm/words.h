/*
 * What a client's process says, as the operator may read it: without the
 * viewer's values and the URL's secrets.
 */
#ifndef WORDS_H
#define WORDS_H

#include "sbuf.h"
#include "slice.h"

struct client;
struct swarm;

/* Appends text without the viewer's values. */
void words_veil(struct sbuf *b, const struct swarm *s, const struct client *c,
    struct slice text);

/* Appends what it said last: one line, without control bytes either. */
void words_last(struct sbuf *b, const struct swarm *s, const struct client *c);

#endif
