/*
 * SIGTERM has to end a read(2) that may block for ever, and the one after a
 * signal that comes just before it. So its handler does not write to a
 * self-pipe (lib/line.h does not poll it) but puts /dev/null in the place of
 * the input with dup2(2), which is async-signal-safe: whatever read comes next
 * is at end-of-file.
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
		(void)dup2(null_fd, input_fd);
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
		in->name = NULL;
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
		(void)dup2(null_fd, fd);
	in->look = (struct stage_look){ .reads = STAGE_EVENTS };
	stage_ahead(&in->look, line_peek(&in->line));
	return 1;
}

/* What there is to say of an input that has been read. */
static void
conclude(struct input *in)
{
	if (in->line.error != 0) {
		errno = in->line.error;
		msg_errno("%s", in->name != NULL ? in->name :
		    "standard input");
		in->failed = 1;
		return;
	}
	/* One that we closed before its end, or that was to end. */
	if (stopped || in->out->error == EPIPE ||
	    (!in->line.at_end && in->look.is == STAGE_NONE) ||
	    stage_end(&in->look) == STAGE_NONE) {
		in->good++;
		return;
	}
	in->failed = 1;
	if (in->look.is == STAGE_EMPTY) {
		sbuf_str(&in->empty, in->name != NULL ? in->name : "");
		sbuf_char(&in->empty, '\0');
		return;
	}
	in->misfed++;
	stage_say(&(struct stage_fed){ in->look.is, STAGE_EVENTS, "hls-agg",
	    in->name });
}

void
input_close(struct input *in)
{
	if (!in->open)
		return;
	input_fd = -1;
	conclude(in);
	in->broken += in->line.too_long + in->line.unfinished;
	line_close(&in->line);
	close(in->line.fd);
	in->open = 0;
}

void
input_free(struct input *in)
{
	struct slice names = sbuf_view(&in->empty);

	while (names.n > 0) {
		struct slice name = slice_cut(&names, '\0');

		stage_say(&(struct stage_fed){ STAGE_EMPTY, STAGE_EVENTS,
		    "hls-agg", name.n > 0 ? name.p : NULL });
	}
	sbuf_free(&in->empty);
}

int
input_next(struct input *in, struct slice *line)
{
	for (;;) {
		if (in->open && in->look.is == STAGE_NONE &&
		    line_next(&in->line, line) && (in->look.own ||
		    stage_line(&in->look, *line) == STAGE_NONE) &&
		    !in->line.unfinished)
			return 1;
		input_close(in);
		if (stopped || *in->files == NULL)
			return 0;
		open_next(in);
	}
}
