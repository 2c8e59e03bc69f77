/*
 * The way to a server: a rule, digits, or a name; then each address in turn.
 */
#ifndef CONNECT_H
#define CONNECT_H

#include "pair.h"

enum connect_result {
	CONNECT_UNDER_WAY,	/* LOOKUP or CONNECT is the pair's state */
	CONNECT_DONE,		/* there is a server */
	CONNECT_FAILED,		/* why has the words */
	CONNECT_LATE,		/* the same: it timed out */
};

/*
 * To the host and port of the pair's request, past the addresses that were
 * tried. Also when a name is known now, perhaps this pair's.
 */
enum connect_result connect_next(struct pair *p, struct sbuf *why);
/* The attempt has come to an end. */
enum connect_result connect_ended(struct pair *p, struct sbuf *why);

/* Non-blocking, and small writes go at once. */
void connect_prepare(int fd);

#endif
