/*
 * The way to a server: a rule, digits, or a name; then each address in turn.
 */
#ifndef RELAY_CONNECT_H
#define RELAY_CONNECT_H

#include "relay_pair.h"

/* To the host and port of the pair's request: LOOKUP, CONNECT or ANSWER. */
void connect_start(struct pair *p);
/* A name is known now, perhaps this pair's. */
void connect_names(struct pair *p);
/* The attempt has come to an end. */
void connect_result(struct pair *p);

/* Non-blocking, and small writes go at once. */
void connect_prepare(int fd);

#endif
