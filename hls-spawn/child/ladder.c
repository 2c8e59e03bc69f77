/*
 * One step after the other.
 */
#include <signal.h>

#include "clock.h"
#include "ladder.h"

/* timeout(1) signals its child and then the group: that is one request. */
#define ONE_REQUEST_US 100000
/* A process that outlives KILL hangs in the kernel. */
#define KILLED_US (5 * SECOND_US)

void
ladder_open(struct ladder *l, int64_t grace_us)
{
	*l = (struct ladder){ .grace_us = grace_us, .due_us = INT64_MAX };
}

static int
step(struct ladder *l, enum ladder_step to, int64_t due_us)
{
	l->step = to;
	l->due_us = due_us;
	return to == LADDER_OVER ? 0 : to == LADDER_KILL ? SIGKILL : SIGTERM;
}

int
ladder_begin(struct ladder *l, int64_t now_us)
{
	if (l->step != LADDER_NOT)
		return 0;
	l->begun_us = now_us;
	return step(l, LADDER_TERM, now_us + LADDER_AGAIN_US);
}

int
ladder_next(struct ladder *l, int64_t now_us)
{
	if (l->step == LADDER_TERM)
		return step(l, LADDER_GRACE, now_us + l->grace_us);
	if (l->step == LADDER_GRACE)
		return ladder_kill(l, now_us);
	return step(l, LADDER_OVER, INT64_MAX);
}

int
ladder_kill(struct ladder *l, int64_t now_us)
{
	return step(l, LADDER_KILL, now_us + KILLED_US);
}

int
ladder_hurry(struct ladder *l, int64_t now_us)
{
	if (l->step >= LADDER_KILL || now_us - l->begun_us < ONE_REQUEST_US)
		return 0;
	return ladder_kill(l, now_us);
}
