/*
 * What hls-parse promises of what it writes, see hls-event(5). Where it does
 * not keep that, the program aborts and says which line it was.
 */
#ifndef PROMISE_H
#define PROMISE_H

#include "event/only.h"

struct promise {
	int scrubbed;		/* a raw stream, not events */
	int counted;		/* each client has one session at a time */
	int steady;		/* and time never goes back */
	struct only only;	/* the kinds that may come */
};

/* Before the first line of an input. */
void promise_begin(void);
/* Whole lines as they are written. */
void promise_check(const struct promise *, struct slice out);

/* Events that hls-parse alone writes: where it is judged, no line fed to it
 * may be of such a kind. */
int promise_is_own(struct slice kind);

#endif
