/*
 * The guard: processes that do nothing but wait for the end of hls-spawn,
 * however it comes, and then end every process of their group. Children join
 * the group before exec and inherit no copy of the lifeline beyond exec, so
 * whoever may still run then is in the group. There are two of them, so that
 * somebody sweeps up even if one is killed together with hls-spawn.
 */
#ifndef GUARD_H
#define GUARD_H

#include <sys/types.h>

#define GUARDS 2

struct guard {
	pid_t pid[GUARDS];	/* 0 once it is gone; the first leads */
	pid_t group;		/* of the guards and every child */
	int lifeline;		/* write end: open as long as we live */
};

/* Forks them, before any other child. 0, or -1 with errno. */
int guard_start(struct guard *g);

/* Whether all of them run; any of them. */
int guard_whole(const struct guard *g);
int guard_any(const struct guard *g);

/*
 * A child has been reaped: whether it was one of them, which is noted. With
 * the last one the whole group is killed: once the children are reaped too
 * nobody could tell whether its number still means whom they left behind.
 */
int guard_reaped(struct guard *g, pid_t pid);

/*
 * A signal for every process in the group. The guards ignore what asks
 * politely. Only while a guard or a child that was not reaped is in the
 * group: its number may be another's later.
 */
void guard_signal(const struct guard *g, int signo);

/* Kills what is left in the group, the guards included, and reaps them. */
void guard_end(struct guard *g);

#endif
