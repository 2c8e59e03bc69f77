/*
 * One client's process and the two pipes it speaks on.
 */
#include "child.h"
#include "launch.h"
#include "swarm.h"

pid_t
launch(struct swarm *s, struct client *c, int fds[2])
{
	const struct command *cmd = &c->plan->command;
	struct child child = { .path = cmd->path, .group = s->guard.group,
		.out = -1 };
	int *const to[2] = { &child.err, &child.progress };
	struct arguments a;
	pid_t pid;

	command_arguments(&a, cmd, (struct who){ c->id, c->run + 1 });
	child.argv = a.argv;
	pid = child_piped(&child, to, 2, fds);
	command_release(&a);
	return pid;
}
