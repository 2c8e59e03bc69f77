/*
 * hls-parse: raw lines of FFmpeg processes in, events out. The only program
 * that knows FFmpeg's language. It owns no clock and no timer: what it
 * prints is a function of what it reads.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "die.h"
#include "ffmpeg.h"
#include "line.h"
#include "opt.h"
#include "raw.h"
#include "session.h"
#include "sig.h"

static const struct program program = {
	.name = "hls-parse",
	.summary = "turn the raw lines of hls-spawn into events",
	.synopsis = "[file ...]",
	.examples =
	    "  hls-spawn -n 200 URL | hls-parse | hls-agg\n"
	    "  hls-parse < run.raw | hls-agg\n",
};

/* Reads one stream to its end; 0, or -1 after a read error. */
static int
parse_stream(struct parse *p, int fd, const char *name)
{
	struct line in;
	struct slice s;
	int error;

	sig_filter(fd);
	line_open(&in, fd, &p->out);
	while (line_next(&in, &s) && p->out.error == 0) {
		if (in.unfinished)
			break;
		raw_line(p, s);
		out_drain(&p->out);
	}
	/* A last line without its newline is a record cut in the middle. */
	p->garbled += in.too_long + in.unfinished;
	p->lines += in.too_long + in.unfinished;
	error = in.error;
	line_close(&in);
	if (error != 0) {
		errno = error;
		msg_errno("%s", name);
	}
	return error ? -1 : 0;
}

static int
parse_files(struct parse *p, char **names)
{
	int failed = 0;

	for (; *names != NULL; names++) {
		int fd = open(*names, O_RDONLY | O_CLOEXEC);

		if (fd < 0) {
			msg_errno("%s", *names);
			failed = 1;
			continue;
		}
		failed |= parse_stream(p, fd, *names) != 0;
		close(fd);
	}
	return failed;
}

int
main(int argc, char **argv)
{
	struct parse p = { .out.fd = STDOUT_FILENO };
	int failed;

	die_name(program.name);
	while (opt_next(&program, argc, argv) != -1)
		;
	if (argv[optind] == NULL && isatty(STDIN_FILENO))
		opt_terminal(&program, "the input is a terminal; it wants the "
		    "output of hls-spawn");
	if (argv[optind] == NULL)
		failed = parse_stream(&p, STDIN_FILENO, "standard input") != 0;
	else
		failed = parse_files(&p, argv + optind);
	failed |= out_finish(&p.out) < 0;
	session_end_all(&p);
	if (p.garbled > 0)
		msg("%lld of %lld lines were no valid record",
		    (long long)p.garbled, (long long)p.lines);
	return failed;
}
