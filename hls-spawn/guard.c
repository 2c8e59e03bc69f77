/*
 * The guard process and its lifeline.
 */
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "descriptors.h"
#include "guard.h"
#include "platform.h"
#include "sig.h"

static void
pause_ms(long ms)
{
	struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

/* FFmpeg that waits on a network needs two TERM, see hls-spawn(1). */
static void
sweep(void)
{
	kill(0, SIGTERM);
	pause_ms(50);
	kill(0, SIGTERM);
	pause_ms(500);
	kill(0, SIGKILL);
}

static _Noreturn void
watch(int lifeline)
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
	if (setpgid(0, 0) != 0 && getpgrp() != getpid())
		_exit(1);
	do
		k = read(lifeline, &c, 1);
	while (k > 0 || (k < 0 && errno == EINTR));
	sweep();
	_exit(0);
}

int
guard_start(struct guard *g)
{
	int ends[2];

	if (descriptors_pipe(ends) != 0)
		return -1;
	g->pid = fork();
	if (g->pid < 0)
		return -1;
	g->group = g->pid;
	if (g->pid == 0) {
		close(ends[1]);
		watch(ends[0]);
	}
	/* Both sides do it: whichever comes first, children find the group. */
	setpgid(g->pid, g->pid);
	close(ends[0]);
	g->lifeline = ends[1];
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
	if (g->pid <= 0)
		return;
	guard_signal(g, SIGKILL);
	while (waitpid(g->pid, NULL, 0) < 0 && errno == EINTR)
		;
	g->pid = 0;
	close(g->lifeline);
}
