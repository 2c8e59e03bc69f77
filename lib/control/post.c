/*
 * Opened for each line: hls-spawn may come later than we, and make it anew. So
 * short a line goes in whole or not at all.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "post.h"

static const char *
put(int fd, const char *line)
{
	char text[64];
	struct stat st;
	int n = snprintf(text, sizeof(text), "%s\n", line);

	if (fstat(fd, &st) != 0)
		return strerror(errno);
	if (!S_ISFIFO(st.st_mode))
		return "it is no FIFO";
	if (write(fd, text, (size_t)n) == n)
		return NULL;
	return errno == EAGAIN ? "it is full" : strerror(errno);
}

const char *
post(const char *path, const char *line)
{
	int fd = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	const char *wrong;

	if (fd < 0)
		return errno == ENXIO ? POST_NOBODY : strerror(errno);
	wrong = put(fd, line);
	close(fd);
	return wrong;
}
