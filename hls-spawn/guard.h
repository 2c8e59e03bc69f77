/*
 * The guard: a process that does nothing but wait for the end of hls-spawn,
 * however it comes, and then ends every process of its group. Children join
 * the group before exec and inherit no copy of the lifeline beyond exec, so
 * whoever may still run then is in the group.
 */
#ifndef GUARD_H
#define GUARD_H

#include <sys/types.h>

struct guard {
	pid_t pid;		/* 0 once it is gone */
	pid_t group;		/* of the guard and every child */
	int lifeline;		/* write end: open as long as we live */
};

/* Forks it, before any other child. 0, or -1 with errno. */
int guard_start(struct guard *g);

/*
 * A signal for every process in the group. The guard ignores what asks
 * politely. Only while the guard or a child that was not reaped is in the
 * group: its number may be another's later.
 */
void guard_signal(const struct guard *g, int signo);

/* Kills what is left in the group, the guard included, and reaps it. */
void guard_end(struct guard *g);

#endif
