/*
 * Output is read to its end even past the limit of what is kept, so that the
 * process never blocks on us.
 */
#include <sys/wait.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "capture.h"
#include "child.h"
#include "clock.h"
#include "machine/platform.h"
#include "reason.h"
#include "sig.h"

#define KEEP_BYTES (4 << 20)
#define READ_BYTES 65536

/* One read; closes at end-of-file. */
static void
take(int *fd, struct sbuf *b)
{
	static char spill[READ_BYTES];
	ssize_t k = read(*fd, spill, sizeof(spill));

	if (k < 0 && errno == EINTR)
		return;
	if (k <= 0) {
		close(*fd);
		*fd = -1;
		return;
	}
	if (b->n + (size_t)k <= KEEP_BYTES)
		sbuf_slice(b, (struct slice){ spill, (size_t)k });
}

static enum end_reason
reason_to_stop(void)
{
	enum end_reason r = END_NOT;
	int signo;

	while (r == END_NOT && (signo = sig_next()) != 0)
		r = reason_of_signal(signo);
	return r;
}

/* Reaped: its number may be another's from then on. */
static int
ended(struct capture *c, pid_t pid)
{
	if (!c->reaped)
		c->reaped = waitpid(pid, &c->status, WNOHANG) == pid;
	return c->reaped;
}

static enum capture_result
follow(struct capture *c, pid_t pid, int fds[2], int64_t limit_us)
{
	int64_t until = clock_mono() + limit_us;

	while (!ended(c, pid) || fds[0] >= 0 || fds[1] >= 0) {
		struct pollfd p[3] = {
			{ .fd = fds[0], .events = POLLIN },
			{ .fd = fds[1], .events = POLLIN },
			{ .fd = c->signals, .events = POLLIN },
		};

		poll(p, 3, clock_left_ms(until));
		if (p[0].revents != 0)
			take(&fds[0], &c->out);
		if (p[1].revents != 0)
			take(&fds[1], &c->err);
		if ((c->reason = reason_to_stop()) != END_NOT)
			return CAPTURE_STOP;
		if (clock_mono() >= until)
			return CAPTURE_LATE;
	}
	return CAPTURE_DONE;
}

enum capture_result
capture_run(struct capture *c, char *const *argv, int in, int64_t limit_us)
{
	struct child child = { .path = argv[0], .argv = argv,
		.group = c->group, .in = in, .progress = -1 };
	int *const to[2] = { &child.out, &child.err };
	struct platform_use before, after;
	enum capture_result r = CAPTURE_FAILED;
	int fds[2], i;
	pid_t pid;

	c->out.n = c->err.n = 0;
	c->reaped = c->status = 0;
	platform_children(&before);
	pid = child_piped(&child, to, 2, fds);
	if (in > 0)
		close(in);
	if (pid < 0)
		return r;
	r = follow(c, pid, fds, limit_us);
	if (!c->reaped) {
		kill(pid, SIGKILL);
		waitpid(pid, &c->status, 0);
	}
	platform_children(&after);
	c->cpu_us = after.cpu_us - before.cpu_us;
	for (i = 0; i < 2; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	return r;
}

void
capture_free(struct capture *c)
{
	sbuf_free(&c->out);
	sbuf_free(&c->err);
}
