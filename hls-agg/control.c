/*
 * The FIFO is opened for each line: who reads it next may be another one.
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "control.h"
#include "control/post.h"
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
put_line(const char *path, const char *line)
{
	const char *wrong = post(path, line);

	if (wrong == NULL)
		return 0;
	msg("--find: %s: %s%s", path, wrong, strcmp(wrong, POST_NOBODY) == 0 ?
	    "; hls-spawn needs --control" : "");
	return -1;
}

int
control_clients(const char *path, int64_t n)
{
	char line[64];

	snprintf(line, sizeof(line), "clients %lld", (long long)n);
	return put_line(path, line);
}

int
control_stop(const char *path)
{
	return put_line(path, "stop");
}
