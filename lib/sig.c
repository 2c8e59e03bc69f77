/*
 * The self-pipe.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sig.h"

static int ends[2] = { -1, -1 };

static void
handle(int signo)
{
	int saved = errno;
	unsigned char c = (unsigned char)signo;

	/* A full pipe already has what is needed to wake the loop. */
	if (write(ends[1], &c, 1) < 0)
		errno = saved;
	errno = saved;
}

int
sig_open(void)
{
	int i;

	if (pipe(ends) != 0)
		return -1;
	for (i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return ends[0];
}

static void
set(int signo, void (*action)(int))
{
	struct sigaction sa = { .sa_handler = action, .sa_flags = SA_RESTART };
	sigset_t one;

	sigemptyset(&sa.sa_mask);
	sigaction(signo, &sa, NULL);
	sigemptyset(&one);
	sigaddset(&one, signo);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
}

void
sig_catch(int signo)
{
	set(signo, handle);
}

void
sig_default(int signo)
{
	set(signo, SIG_DFL);
}

void
sig_ignore(int signo)
{
	set(signo, SIG_IGN);
}

int
sig_filter(int fd)
{
	struct stat st;
	int stream = fstat(fd, &st) == 0 &&
	    (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
	void (*action)(int) = stream ? SIG_IGN : SIG_DFL;

	set(SIGPIPE, SIG_IGN);
	set(SIGINT, action);
	set(SIGHUP, action);
	return stream;
}

int
sig_next(void)
{
	unsigned char c;

	return read(ends[0], &c, 1) == 1 ? c : 0;
}
