/*
 * One client's process and the two pipes it speaks on.
 */
#include <errno.h>
#include <unistd.h>

#include "child.h"
#include "descriptors.h"
#include "launch.h"
#include "swarm.h"

static pid_t
start(struct swarm *s, struct client *c, int log_fd, int progress_fd)
{
	const struct command *cmd = &c->plan->command;
	struct child child = {
		.path = cmd->path, .group = s->guard.group, .out = -1,
		.err = log_fd, .progress = progress_fd,
	};
	struct arguments a;
	pid_t pid;

	command_arguments(&a, cmd, (struct who){ c->id, c->run + 1 });
	child.argv = a.argv;
	pid = child_start(&child);
	command_release(&a);
	return pid;
}

/* Without touching errno. */
static void
close_both(int a, int b)
{
	int error = errno;

	close(a);
	close(b);
	errno = error;
}

pid_t
launch(struct swarm *s, struct client *c, int fds[2])
{
	int log[2], progress[2];
	pid_t pid;

	if (descriptors_pipe(log) != 0)
		return -1;
	if (descriptors_pipe(progress) != 0) {
		close_both(log[0], log[1]);
		return -1;
	}
	pid = start(s, c, log[1], progress[1]);
	close_both(log[1], progress[1]);
	if (pid < 0) {
		close_both(log[0], progress[0]);
		return -1;
	}
	fds[0] = log[0];
	fds[1] = progress[0];
	return pid;
}
