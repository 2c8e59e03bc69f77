/*
 * The guard processes and their lifeline.
 */
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "guard.h"
#include "ladder.h"
#include "machine/descriptors.h"
#include "machine/platform.h"
#include "sig.h"

static void
pause_ms(long ms)
{
	struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static void
sweep(void)
{
	kill(0, SIGTERM);
	pause_ms(LADDER_AGAIN_US / 1000);
	kill(0, SIGTERM);
	pause_ms(500);
	kill(0, SIGKILL);
}

static _Noreturn void
watch(pid_t group, int lifeline)
{
	ssize_t k;
	char c;

	platform_rename("hls-guard");
	sig_ignore(SIGINT);
	sig_ignore(SIGTERM);
	sig_ignore(SIGHUP);
	sig_default(SIGCHLD);
	descriptors_close_but(lifeline);
	/* Without a group of our own the sweep would hit the whole pipeline. */
	if (setpgid(0, group) != 0 && getpgrp() != group)
		_exit(1);
	do
		k = read(lifeline, &c, 1);
	while (k > 0 || (k < 0 && errno == EINTR));
	sweep();
	_exit(0);
}

static int
fork_one(struct guard *g, const int ends[2], int i)
{
	pid_t pid = fork();

	if (pid < 0)
		return -1;
	if (pid == 0) {
		close(ends[1]);
		watch(i == 0 ? getpid() : g->group, ends[0]);
	}
	g->pid[i] = pid;
	if (i == 0)
		g->group = pid;
	/* Both sides do it: whichever comes first, children find the group. */
	setpgid(pid, g->group);
	return 0;
}

int
guard_start(struct guard *g)
{
	int ends[2], i;

	*g = (struct guard){ 0 };
	if (descriptors_pipe(ends) != 0)
		return -1;
	g->lifeline = ends[1];
	for (i = 0; i < GUARDS; i++)
		if (fork_one(g, ends, i) != 0)
			return -1;
	close(ends[0]);
	return 0;
}

static int
running(const struct guard *g)
{
	int i, n = 0;

	for (i = 0; i < GUARDS; i++)
		n += g->pid[i] > 0;
	return n;
}

int
guard_whole(const struct guard *g)
{
	return running(g) == GUARDS;
}

int
guard_any(const struct guard *g)
{
	return running(g) > 0;
}

int
guard_reaped(struct guard *g, pid_t pid)
{
	int i;

	for (i = 0; i < GUARDS; i++) {
		if (g->pid[i] == pid) {
			g->pid[i] = 0;
			if (!guard_any(g))
				guard_signal(g, SIGKILL);
			return 1;
		}
	}
	return 0;
}

void
guard_signal(const struct guard *g, int signo)
{
	if (g->group > 0)
		kill(-g->group, signo);
}

void
guard_end(struct guard *g)
{
	int i;

	if (guard_any(g))
		guard_signal(g, SIGKILL);
	for (i = 0; i < GUARDS; i++) {
		while (g->pid[i] > 0 && waitpid(g->pid[i], NULL, 0) < 0 &&
		    errno == EINTR)
			;
		g->pid[i] = 0;
	}
	close(g->lifeline);
}
