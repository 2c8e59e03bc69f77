/*
 * hls-parse: raw lines of FFmpeg processes in, events out. The only program
 * that knows FFmpeg's language. It owns no clock and no timer: what it
 * prints is a function of what it reads.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "event/stats.h"
#include "line.h"
#include "opt/program.h"
#include "options.h"
#include "session/session.h"
#include "sig.h"
#include "stage/look.h"
#include "stream/plain.h"
#include "stream/raw.h"
#include "stream/scrub.h"

/* What is done with each line of the raw stream. */
typedef void take_line(struct parse *p, struct slice line);

/* One line; 0: it was a record cut in the middle, or nobody reads any more. */
static inline int
take_one(struct parse *p, take_line *take, struct line *in, struct slice s)
{
	if (in->unfinished)
		return 0;
	take(p, s);
	out_drain(&p->flow.out);
	return p->flow.out.error == 0;
}

/* As long as it is not known to be one; returns whether it is, and goes on. */
static int
read_first(struct parse *p, take_line *take, struct line *in,
    struct stage_look *look)
{
	struct slice s;

	if (stage_ahead(look, line_peek(in)) != STAGE_NONE)
		return 0;
	while (!look->own)
		if (!line_next(in, &s) || stage_line(look, s) != STAGE_NONE ||
		    !take_one(p, take, in, s))
			return 0;
	return 1;
}

/* To its end, or until it turns out to be no raw stream. */
static void
read_lines(struct parse *p, take_line *take, struct line *in,
    struct stage_look *look)
{
	struct slice s;

	if (read_first(p, take, in, look))
		while (line_next(in, &s) && take_one(p, take, in, s))
			;
	/* A last line without its newline is a record cut in the middle. */
	p->flow.garbled += in->too_long + in->unfinished;
	p->flow.lines += in->too_long + in->unfinished;
}

/* Reads one stream, standard input if name is NULL; 0, or -1 if it failed. */
static int
parse_stream(struct parse *p, const struct options *o, int fd,
    const char *name)
{
	struct stage_look look = { .reads = STAGE_RAW };
	int64_t garbled = p->flow.garbled, lines = p->flow.lines;
	struct line in;
	int error;

	sig_filter(fd);
	line_open(&in, fd, &p->flow.out);
	read_lines(p, o->scrub ? scrub_line : raw_line, &in, &look);
	error = in.error;
	line_close(&in);
	if (error != 0) {
		errno = error;
		msg_errno("%s", name != NULL ? name : "standard input");
		return -1;
	}
	if (p->flow.out.error != 0 || stage_end(&look) == STAGE_NONE)
		return 0;
	p->flow.garbled = garbled;
	p->flow.lines = lines;
	stage_say(&(struct stage_fed){ look.is, STAGE_RAW,
	    o->scrub ? "hls-parse --scrub" : "hls-parse", name });
	return -1;
}

static int
parse_files(struct parse *p, const struct options *o)
{
	char **names = o->files;
	int failed = 0;

	if (*names == NULL)
		return parse_stream(p, o, STDIN_FILENO, NULL);
	for (; *names != NULL; names++) {
		int fd = open(*names, O_RDONLY | O_CLOEXEC);

		if (fd < 0) {
			msg_errno("%s", *names);
			failed = 1;
			continue;
		}
		failed |= parse_stream(p, o, fd, *names) != 0;
		close(fd);
	}
	return failed;
}

/* What was read, and what could not be. */
static void
tell(const struct parse *p, const struct options *o, int64_t began_us)
{
	const struct flow *f = &p->flow;

	if (f->crowded > 0)
		msg("%lld lines are of clients beyond the %d that may run at "
		    "once: passed over", (long long)f->crowded,
		    SESSION_CLIENTS_MAX);
	if (o->stats)
		stats_print(&p->stats, f,
		    (double)(clock_mono() - began_us) / 1e6);
	else if (f->garbled > 0)
		msg("%lld of %lld lines were no valid record",
		    (long long)f->garbled, (long long)f->lines);
}

int
main(int argc, char **argv)
{
	int64_t began_us = clock_mono();
	struct parse p = { .flow.out.fd = STDOUT_FILENO };
	struct options o;
	struct plain plain;
	int failed;

	program_begin("hls-parse");
	options_read(&o, argc, argv);
	p.only = o.only;
	p.target_us = o.target_us;
	p.scrapes.customs = &o.customs;
	plain = (struct plain){ o.id, o.scrub ? scrub_line : raw_line,
		o.scrub };
	if (o.plain)
		failed = plain_run(&plain, &p, o.files) != 0;
	else
		failed = parse_files(&p, &o) != 0;
	failed |= out_finish(&p.flow.out) < 0;
	session_end_all(&p);
	tell(&p, &o, began_us);
	return failed;
}
