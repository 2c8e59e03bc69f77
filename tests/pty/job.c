/*
 * The session's leader waits for its job and reports by a pipe; orders come as
 * signals, whose handlers call nothing but what is safe there.
 */
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job.h"

/* Of the leader alone. */
static int own_terminal;
static volatile pid_t own_job;

static void
order(int signo)
{
	if (signo == SIGHUP) {
		kill(-own_job, SIGHUP);
		return;
	}
	tcsetpgrp(own_terminal, signo == SIGUSR1 ? own_job : getpgrp());
	kill(-own_job, SIGCONT);
}

static void
on(int signo, void (*action)(int))
{
	struct sigaction sa = { .sa_handler = action, .sa_flags = SA_RESTART };

	sigemptyset(&sa.sa_mask);
	sigaction(signo, &sa, NULL);
}

static void
become_command(const char *command)
{
	int signo;

	setpgid(0, 0);
	/* From the background this would stop us. */
	on(SIGTTOU, SIG_IGN);
	tcsetpgrp(STDIN_FILENO, getpgrp());
	for (signo = 1; signo < 32; signo++)
		on(signo, SIG_DFL);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static long
us(struct timeval t)
{
	return 1000000 * (long)t.tv_sec + (long)t.tv_usec;
}

static void
report(int fd, enum job_event event, int status)
{
	struct job_news n = { .event = event, .pid = own_job,
		.status = status };
	struct rusage used;

	if (getrusage(RUSAGE_CHILDREN, &used) == 0) {
		n.cpu_us = us(used.ru_utime) + us(used.ru_stime);
		n.rss_kib = used.ru_maxrss;
	}
	if (write(fd, &n, sizeof(n)) < 0)
		_exit(1);
}

/* The leader never ends by itself: that would hang the terminal up. */
static void
lead(int fd, const char *command)
{
	int status;

	own_terminal = STDIN_FILENO;
	on(SIGTTOU, SIG_IGN);
	on(SIGINT, SIG_IGN);
	on(SIGQUIT, SIG_IGN);
	on(SIGTSTP, SIG_IGN);
	own_job = fork();
	if (own_job == 0)
		become_command(command);
	setpgid(own_job, own_job);
	on(SIGUSR1, order);
	on(SIGUSR2, order);
	on(SIGHUP, order);
	report(fd, JOB_STARTED, 0);
	while (waitpid(own_job, &status, WUNTRACED) == own_job) {
		tcsetpgrp(own_terminal, getpgrp());
		report(fd, WIFSTOPPED(status) ? JOB_STOPPED : JOB_ENDED,
		    status);
	}
	for (;;)
		(void)pause();
}

static int
open_terminal(struct job *j, int rows, int cols)
{
	j->terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (j->terminal < 0 || grantpt(j->terminal) != 0 ||
	    unlockpt(j->terminal) != 0)
		return -1;
	j->slave = open(ptsname(j->terminal), O_RDWR | O_NOCTTY);
	if (j->slave < 0 || tcgetattr(j->slave, &j->before) != 0)
		return -1;
	job_size(j, rows, cols);
	fcntl(j->terminal, F_SETFD, FD_CLOEXEC);
	fcntl(j->slave, F_SETFD, FD_CLOEXEC);
	fcntl(j->terminal, F_SETFL, O_NONBLOCK);
	return 0;
}

static void
become_leader(const struct job *j, int fd, const char *command)
{
	int i;

	setsid();
	ioctl(j->slave, TIOCSCTTY, 0);
	for (i = 0; i < 3; i++)
		(void)dup2(j->slave, i);
	close(j->slave);
	close(j->terminal);
	lead(fd, command);
}

int
job_start(struct job *j, const char *command, int rows, int cols)
{
	int ends[2];

	if (open_terminal(j, rows, cols) != 0 || pipe(ends) != 0)
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	j->shell = fork();
	if (j->shell == 0)
		become_leader(j, ends[1], command);
	close(ends[1]);
	j->news = ends[0];
	return j->shell < 0 ? -1 : 0;
}

int
job_next(struct job *j, struct job_news *n)
{
	if (read(j->news, n, sizeof(*n)) != sizeof(*n))
		return 0;
	j->pid = n->pid;
	return 1;
}

void
job_foreground(struct job *j)
{
	kill(j->shell, SIGUSR1);
}

void
job_background(struct job *j)
{
	kill(j->shell, SIGUSR2);
}

void
job_size(struct job *j, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	ioctl(j->terminal, TIOCSWINSZ, &w);
}

void
job_hangup(struct job *j)
{
	close(j->slave);
	close(j->terminal);
	j->slave = j->terminal = -1;
}

int
job_modes_same(const struct job *j)
{
	const struct termios *a = &j->before;
	struct termios b;

	return j->slave >= 0 && tcgetattr(j->slave, &b) == 0 &&
	    a->c_iflag == b.c_iflag && a->c_oflag == b.c_oflag &&
	    a->c_cflag == b.c_cflag && a->c_lflag == b.c_lflag &&
	    memcmp(a->c_cc, b.c_cc, sizeof(b.c_cc)) == 0;
}

/* Much like those of a shell's line editor. */
void
job_own_modes(struct job *j)
{
	j->before.c_iflag &= ~(tcflag_t)(ICRNL | INLCR);
	j->before.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	tcsetattr(j->slave, TCSANOW, &j->before);
}

void
job_finish(struct job *j)
{
	if (j->pid > 0)
		kill(-j->pid, SIGKILL);
	if (j->shell > 0) {
		kill(j->shell, SIGKILL);
		waitpid(j->shell, NULL, 0);
	}
}
