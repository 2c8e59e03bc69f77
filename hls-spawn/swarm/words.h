/*
 * What a client's process says, as the operator may read it.
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

/*
 * Appends what it said last, also if that is nothing: one line, without the
 * viewer's values, the URL's secrets and control bytes.
 */
void words_last(struct sbuf *b, const struct swarm *s, const struct client *c);

#endif
