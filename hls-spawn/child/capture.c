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
#include "machine/descriptors.h"
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

static enum reason
reason_to_stop(void)
{
	enum reason r = REASON_NOT;
	int signo;

	while (r == REASON_NOT && (signo = sig_next()) != 0)
		r = reason_of_signal(signo);
	return r;
}

static int
wait_ms(int64_t until_us)
{
	int64_t left = until_us - clock_mono();

	return left <= 0 ? 0 : (int)(left / 1000 + 1);
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
follow(struct capture *c, pid_t pid, int fds[2])
{
	int64_t until = clock_mono() + c->limit_us;

	while (!ended(c, pid) || fds[0] >= 0 || fds[1] >= 0) {
		struct pollfd p[3] = {
			{ .fd = fds[0], .events = POLLIN },
			{ .fd = fds[1], .events = POLLIN },
			{ .fd = c->signals, .events = POLLIN },
		};

		poll(p, 3, wait_ms(until));
		if (p[0].revents != 0)
			take(&fds[0], &c->out);
		if (p[1].revents != 0)
			take(&fds[1], &c->err);
		if ((c->reason = reason_to_stop()) != REASON_NOT)
			return CAPTURE_STOP;
		if (clock_mono() >= until)
			return CAPTURE_LATE;
	}
	return CAPTURE_DONE;
}

static void
close_open(const int *fds, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

enum capture_result
capture_run(struct capture *c, char *const *argv)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	struct child child = { .path = argv[0], .argv = argv,
		.group = c->group, .in = c->in, .progress = -1 };
	enum capture_result r = CAPTURE_FAILED;
	pid_t pid = -1;

	if (descriptors_pipe(out) == 0 && descriptors_pipe(err) == 0) {
		child.out = out[1];
		child.err = err[1];
		pid = child_start(&child);
	}
	close_open(&out[1], 1);
	close_open(&err[1], 1);
	if (c->in > 0)
		close(c->in);
	if (pid > 0) {
		int fds[2] = { out[0], err[0] };

		r = follow(c, pid, fds);
		out[0] = fds[0];
		err[0] = fds[1];
		if (!c->reaped) {
			kill(pid, SIGKILL);
			waitpid(pid, &c->status, 0);
		}
	}
	close_open(&out[0], 1);
	close_open(&err[0], 1);
	return r;
}

int
capture_clean(const struct capture *c)
{
	return WIFEXITED(c->status) && WEXITSTATUS(c->status) == 0;
}

void
capture_free(struct capture *c)
{
	sbuf_free(&c->out);
	sbuf_free(&c->err);
}
