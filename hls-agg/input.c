/*
 * SIGTERM has to end a read(2) that may block for ever, and the one after a
 * signal that comes just before it. So its handler does not write to a
 * self-pipe (lib/line.h has no poll to see it) but puts /dev/null in the place
 * of the input with dup2(2), which is async-signal-safe: whatever read comes
 * next is at end-of-file.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "input.h"
#include "sig.h"

static volatile sig_atomic_t input_fd = -1;
static volatile sig_atomic_t stopped;
static int null_fd;

static void
end_input(int signo)
{
	int saved = errno;

	(void)signo;
	stopped = 1;
	if (input_fd >= 0)
		dup2(null_fd, input_fd);
	errno = saved;
}

static void
catch_term(void)
{
	struct sigaction sa = { .sa_handler = end_input };

	null_fd = open("/dev/null", O_RDONLY);
	if (null_fd < 0)
		die_errno("/dev/null");
	sigemptyset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
}

void
input_open(struct input *in, char **files, struct out *out)
{
	static char dash[] = "-";
	static char *standard_input[] = { dash, NULL };

	*in = (struct input){ .files = files[0] ? files : standard_input,
		.out = out };
	catch_term();
}

/* Opens the next input: 1, or 0 if there is none, or no such file. */
static int
open_next(struct input *in)
{
	const char *name = *in->files++;
	int fd = STDIN_FILENO;

	in->name = name;
	if (strcmp(name, "-") == 0)
		in->name = "standard input";
	else
		fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		msg_errno("%s", name);
		in->failed = 1;
		return 0;
	}
	sig_filter(fd);
	line_open(&in->line, fd, in->out);
	in->open = 1;
	input_fd = fd;
	if (stopped)
		dup2(null_fd, fd);
	return 1;
}

void
input_close(struct input *in)
{
	if (!in->open)
		return;
	input_fd = -1;
	if (in->line.error != 0) {
		errno = in->line.error;
		msg_errno("%s", in->name);
		in->failed = 1;
	}
	in->broken += in->line.too_long + in->line.unfinished;
	line_close(&in->line);
	close(in->line.fd);
	in->open = 0;
}

int
input_next(struct input *in, struct slice *line)
{
	for (;;) {
		if (in->open && line_next(&in->line, line) &&
		    !in->line.unfinished)
			return 1;
		input_close(in);
		if (stopped || *in->files == NULL)
			return 0;
		open_next(in);
	}
}
