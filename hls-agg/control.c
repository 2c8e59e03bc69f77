/*
 * A line is far below PIPE_BUF: write(2) takes it whole or not at all.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control.h"
#include "die.h"

int
control_check(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		/* hls-spawn may still make it. */
		if (errno == ENOENT)
			return 0;
		msg_errno("--find: %s", path);
		return -1;
	}
	if (S_ISFIFO(st.st_mode))
		return 0;
	msg("--find: %s: is no FIFO, see mkfifo(1)", path);
	return -1;
}

static int
put_line(struct control *c, const char *line)
{
	size_t n = strlen(line);

	if (c->fd < 0)
		c->fd = open(c->path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (c->fd >= 0 && write(c->fd, line, n) == (ssize_t)n)
		return 0;
	if (errno == ENXIO)
		msg("--find: %s: nobody reads it; hls-spawn needs --control",
		    c->path);
	else
		msg_errno("--find: %s", c->path);
	/* Whoever reads it next is another one. */
	if (errno == EPIPE)
		control_close(c);
	return -1;
}

int
control_clients(struct control *c, int64_t n)
{
	char line[64];

	snprintf(line, sizeof(line), "clients %lld\n", (long long)n);
	return put_line(c, line);
}

int
control_stop(struct control *c)
{
	return put_line(c, "stop\n");
}

void
control_close(struct control *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}
