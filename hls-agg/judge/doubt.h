/*
 * Whether the generator was the limit: then the figures tell of this machine
 * and not of the server, whatever they are.
 */
#ifndef DOUBT_H
#define DOUBT_H

#include "judge.h"
#include "sbuf.h"

enum doubt {
	DOUBT_LOST, DOUBT_LATE, DOUBT_IDLE, DOUBT_STARTS, DOUBT_BLOCKED,
	DOUBT_LOCAL, DOUBT_DESCRIPTORS, DOUBT_HOSTS, DOUBTS
};

/* One word each, as verdict why= has them. */
extern const char *const doubt_names[DOUBTS];

/* The doubt that a strain is (strain.h). */
enum doubt doubt_of_strain(int strain);

/* Whether there is that doubt; its evidence is appended to b, unless NULL. */
int doubt_text(const struct judge *j, enum doubt d, struct sbuf *b);

/*
 * The evidence of the next doubt, from *d on, which starts at 0: 1 and the text
 * alone in b, or 0 and nothing in it.
 */
int doubt_next(const struct judge *j, unsigned *d, struct sbuf *b);

/* What fleet_doubt says of the hosts of a merge; 0 for what is none. */
int doubt_of_hosts(const struct judge *j, struct sbuf *why);

#endif
