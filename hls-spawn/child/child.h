/*
 * Starting one process the way every process of the swarm is started: in the
 * guard's group, default signal dispositions, empty mask, original limits,
 * nothing open beyond 3.
 */
#ifndef CHILD_H
#define CHILD_H

#include <sys/types.h>

#include <stddef.h>

struct child {
	const char *path;	/* found already; no search */
	char *const *argv;
	pid_t group;		/* to join */
	int in;			/* becomes 0; 0: /dev/null */
	int out, err, progress;	/* become 1, 2 and 3; -1: /dev/null */
	int stamped;		/* its pipes are channels of stamped.h */
	int nice;		/* so much more than ours; 0 to 19 */
};

/* In the place of err: where out goes. */
#define CHILD_AS_OUT (-2)

/*
 * fork and exec, with n pipes, 2 at most, whose write ends become the
 * descriptors that to points to in c; what reads from them is in fds,
 * close-on-exec. Returns the pid, or -1 with errno if there is no process. An
 * exec that fails says so on the child's standard error and exits 127.
 */
pid_t child_piped(struct child *c, int *const to[], size_t n, int fds[]);

/* It exited with 0, by its status of waitpid. */
int child_is_clean(int status);

/*
 * Makes the environment for children, before the first one: ours but for what
 * would change FFmpeg's log, and for proxies; the proxy given (NULL: none) is
 * the only one they have. Returns whether another one was taken away.
 */
int child_environment(const char *proxy);

/* The program's path, searched in PATH if it has no slash; malloc'd, or NULL
 * with errno if there is nothing that could be run. */
char *child_find(const char *name);

#endif
