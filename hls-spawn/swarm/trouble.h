/*
 * Telling the operator early and in words when clients fail at once: the
 * first one, and when most of them do; and when nobody has played at all.
 */
#ifndef TROUBLE_H
#define TROUBLE_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"
#include "vocabulary.h"

struct client;
struct swarm;

struct trouble {
	int told;		/* of the first one */
	int64_t since_us;	/* most fail since then; 0: they do not */
	int cried;		/* that they do */
	struct sbuf said;	/* last, by the one that failed last */
};

/* A process has ended, whether that was a failure; if so, its last words. */
void trouble_ended(struct swarm *s, struct client *c, int failed,
    struct slice said);

/*
 * Each second, while the run goes on: why it shall end, with --give-up or since
 * nobody has played.
 */
enum end_reason trouble_tick(struct swarm *s, int64_t now_us);

void trouble_free(struct trouble *t);

#endif
