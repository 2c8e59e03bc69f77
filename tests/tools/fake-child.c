/*
 * fake-child [options] [word...]: a program to supervise. It says numbered
 * lines on standard error and media time on descriptor 3, outlives broken
 * pipes as FFmpeg does, and ends by itself after two minutes, so that no test
 * leaves it behind for long. The words are for ps(1) alone.
 *
 *	-k KIND		a sum of: 1 it ignores TERM, 2 it has a child of its
 *			own, 4 one that ignores TERM, 8 one that hops: it
 *			forks and exits, again and again, to escape a sweep
 *	-r RATE		lines a second (20); media time ten times a second
 *	-n LINES	exits with 0 after so many (0: never)
 *	-x MS		exits with 1 after so long
 *	-o FILE		at its last line, appends there what it wrote and how
 *			long it was blocked: "log progress longest_us"
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STUBBORN = 1, PARENT = 2, STUBBORN_CHILD = 4, HOPPING_CHILD = 8 };

#define SECOND_US INT64_C(1000000)
#define LIFE_US (120 * SECOND_US)
#define HOP_US 20000
/* Lines due within this time are said together: fewer wake-ups. */
#define AHEAD_US 10000

struct fake {
	long kind, rate, lines;
	int64_t end_us;		/* exits at this time */
	const char *file;
	int64_t longest_us;	/* of its writes */
	long progress;		/* lines of it */
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND_US + t.tv_nsec / 1000;
}

static void
sleep_until(int64_t due_us)
{
	int64_t left = due_us - now_us();
	struct timespec t = { left / SECOND_US, left % SECOND_US * 1000 };

	if (left > 0)
		nanosleep(&t, NULL);
}

/* A pipe that nobody reads any more does not end FFmpeg. */
static void
say(struct fake *f, int fd, const char *line)
{
	int64_t begun = now_us(), took;

	if (write(fd, line, strlen(line)) < 0 && errno != EPIPE)
		_exit(3);
	took = now_us() - begun;
	if (took > f->longest_us)
		f->longest_us = took;
}

static void
tell_progress(struct fake *f, long line)
{
	char text[64];

	f->progress++;
	snprintf(text, sizeof(text), "out_time_us=%lld\n",
	    (long long)(line * SECOND_US / f->rate));
	say(f, 3, text);
}

static void
report(const struct fake *f)
{
	char text[80];
	int fd = open(f->file, O_WRONLY | O_APPEND | O_CREAT, 0600);
	int n = snprintf(text, sizeof(text), "%ld %ld %lld\n", f->lines,
	    f->progress, (long long)f->longest_us);

	if (fd < 0 || write(fd, text, (size_t)n) != n)
		_exit(3);
	close(fd);
}

static _Noreturn void
speak(struct fake *f)
{
	int64_t start = now_us(), due;
	long every = f->rate < 10 ? 1 : f->rate / 10, i;
	char text[96];

	for (i = 1; f->lines == 0 || i <= f->lines; i++) {
		due = start + i * SECOND_US / f->rate;
		if (due > f->end_us) {
			sleep_until(f->end_us);
			_exit(1);
		}
		if (due - now_us() > AHEAD_US)
			sleep_until(due);
		snprintf(text, sizeof(text), "a line of text that is about "
		    "as long as most are %ld\n", i);
		say(f, STDERR_FILENO, text);
		if (i % every == 0)
			tell_progress(f, i);
	}
	if (f->file != NULL)
		report(f);
	_exit(0);
}

/* The child's child: it says nothing, and holds its pipes open. */
static _Noreturn void
stay(int hops)
{
	int64_t end = now_us() + LIFE_US;

	while (now_us() < end) {
		sleep_until(now_us() + (hops ? HOP_US : SECOND_US));
		if (hops && fork() > 0)
			_exit(0);
	}
	_exit(0);
}

static void
breed(long kind)
{
	int hops = (kind & HOPPING_CHILD) != 0;

	if ((kind & (PARENT | STUBBORN_CHILD | HOPPING_CHILD)) == 0 ||
	    fork() != 0)
		return;
	if (kind & STUBBORN_CHILD)
		signal(SIGTERM, SIG_IGN);
	stay(hops);
}

static long
number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*end == '\0' && end != text && n >= 0)
		return n;
	fprintf(stderr, "fake-child: \"%s\" is not a number\n", text);
	exit(2);
}

static void
options(struct fake *f, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "k:r:n:x:o:")) != -1) {
		switch (c) {
		case 'k': f->kind = number(optarg); break;
		case 'r': f->rate = number(optarg); break;
		case 'n': f->lines = number(optarg); break;
		case 'x': f->end_us = now_us() + number(optarg) * 1000; break;
		case 'o': f->file = optarg; break;
		default: exit(2);
		}
	}
	if (f->rate == 0)
		f->rate = 1;
}

int
main(int argc, char **argv)
{
	struct fake f = { .rate = 20, .end_us = now_us() + LIFE_US };

	options(&f, argc, argv);
	signal(SIGPIPE, SIG_IGN);
	if (f.kind & STUBBORN)
		signal(SIGTERM, SIG_IGN);
	breed(f.kind);
	speak(&f);
}
