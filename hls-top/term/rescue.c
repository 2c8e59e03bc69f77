/*
 * All that is called here is safe in a signal handler (POSIX.1-2008, 2.4.3).
 */
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "rescue.h"
#include "slice.h"

/* Those whose default action is the end, but for the ones that main.c knows. */
static const int deadly[] = {
	SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGPROF, SIGSEGV, SIGSYS,
	SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
};

static struct {
	volatile sig_atomic_t armed;
	int fd;
	const char *leave;
	size_t n;
	struct termios modes;
} kept;

static int
put(void)
{
	return write(kept.fd, kept.leave, kept.n) == (ssize_t)kept.n;
}

void
rescue_leave(void)
{
	if (put())
		return;
	/* A full queue, or one stopped by ^S: only off and on helps. */
	tcflush(kept.fd, TCOFLUSH);
	tcflow(kept.fd, TCOOFF);
	tcflow(kept.fd, TCOON);
	(void)put();
}

/* The default action is back in force: it strikes when this returns. */
static void
handle(int signo)
{
	if (kept.armed && tcgetpgrp(kept.fd) == getpgrp()) {
		rescue_leave();
		tcsetattr(kept.fd, TCSANOW, &kept.modes);
	}
	raise(signo);
}

static void
set(void (*action)(int))
{
	struct sigaction sa = { .sa_handler = action,
		.sa_flags = (int)SA_RESETHAND };
	size_t i;

	sigemptyset(&sa.sa_mask);
	for (i = 0; i < COUNT(deadly); i++)
		sigaction(deadly[i], &sa, NULL);
}

void
rescue_arm(int fd, const char *leave, const struct termios *modes)
{
	kept.fd = fd;
	kept.leave = leave;
	kept.n = strlen(leave);
	kept.modes = *modes;
	kept.armed = 1;
	set(handle);
}

void
rescue_disarm(void)
{
	set(SIG_DFL);
	kept.armed = 0;
}
