/*
 * fake-ffmpeg: an FFmpeg that replays a stored raw capture: its log lines on
 * standard error, its -progress lines on descriptor 3, its exit at the end.
 * Whatever it is asked to do, it does that; only the questions of
 * hls-spawn's preflight are answered.
 *
 *	FAKE_CAPTURE=FILE	the capture, as hls-spawn wrote it
 *	FAKE_SPEED=1		times real time; 0 is flat out
 *	FAKE_TOLD=FILE		at its end, by TERM too, it appends there how
 *				many lines it said: "log progress"
 *
 * Called by a name that holds "ffprobe" it says that the stream is live.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BILLION 1000000000

static volatile sig_atomic_t stopped;
static long said[2];		/* lines of the log, and of media time */

static void
answer(int argc, char **argv)
{
	if (strstr(argv[0], "ffprobe") != NULL) {
		puts("format.duration=\"N/A\"");
		exit(0);
	}
	if (argc == 2 && strcmp(argv[1], "-version") == 0) {
		puts("ffmpeg version 0-fake");
		exit(0);
	}
	if (argc > 2 && strcmp(argv[argc - 2], "-h") == 0) {
		puts("-rw_timeout <int64>\n-user_agent <string>\n"
		    "-headers <string>\n-progress url");
		exit(0);
	}
	if (strcmp(argv[argc - 1], "-demuxers") == 0) {
		puts(" D  hls             Apple HTTP Live Streaming");
		exit(0);
	}
	if (strcmp(argv[argc - 1], "-protocols") == 0) {
		puts("Input:\n  http\n  https");
		exit(0);
	}
}

/* Waits until so many seconds of the capture have passed since the start. */
static void
wait_for(double seconds)
{
	static struct timespec start;
	struct timespec now, left;
	double ns;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (start.tv_sec == 0)
		start = now;
	ns = seconds * BILLION -
	    (double)(now.tv_sec - start.tv_sec) * BILLION -
	    (double)(now.tv_nsec - start.tv_nsec);
	if (ns <= 0)
		return;
	left.tv_sec = (time_t)(ns / BILLION);
	left.tv_nsec = (long)(ns - (double)left.tv_sec * BILLION);
	nanosleep(&left, NULL);
}

static void
stop(int sig)
{
	(void)sig;
	stopped = 1;
}

/* In one write(2), as files that are appended to keep those apart. */
static void
tell(void)
{
	const char *name = getenv("FAKE_TOLD");
	char text[64];
	int fd, n;

	if (name == NULL)
		return;
	fd = open(name, O_WRONLY | O_APPEND | O_CREAT, 0666);
	n = snprintf(text, sizeof(text), "%ld %ld\n", said[0], said[1]);
	if (fd < 0 || write(fd, text, (size_t)n) != n)
		perror("fake-ffmpeg: FAKE_TOLD");
	if (fd >= 0)
		close(fd);
}

/* A line that was begun is ended, whatever signal comes. */
static void
say(int fd, const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t k = write(fd, text, n);

		if (k <= 0 && errno == EINTR)
			continue;
		if (k <= 0) {
			tell();
			exit(1);
		}
		text += k;
		n -= (size_t)k;
	}
	said[fd == 3]++;
}

/* "code=0 uptime=..." or "signal=9 ...": ends as the capture did. */
static void
end_as(const char *rest)
{
	int n;

	tell();
	if (sscanf(rest, "code=%d", &n) == 1)
		_exit(n);
	if (sscanf(rest, "signal=%d", &n) == 1) {
		signal(n, SIG_DFL);
		raise(n);
	}
}

static void
replay(FILE *capture, double speed)
{
	static char line[70000];
	double first = 0, t;
	char kind[32];
	int at;

	while (!stopped && fgets(line, sizeof(line), capture) != NULL) {
		if (sscanf(line, "%lf %*s %31s%n", &t, kind, &at) != 2)
			continue;
		if (first == 0)
			first = t;
		if (speed > 0)
			wait_for((t - first) / speed);
		if (stopped)
			return;
		if (strcmp(kind, "log") == 0)
			say(STDERR_FILENO, line + at + 1);
		else if (strcmp(kind, "progress") == 0)
			say(3, line + at + 1);
		else if (strcmp(kind, "exit") == 0)
			end_as(line + at + 1);
	}
}

int
main(int argc, char **argv)
{
	const char *text = getenv("FAKE_SPEED"), *name;
	double speed = text != NULL ? atof(text) : 1;
	FILE *capture;

	answer(argc, argv);
	name = getenv("FAKE_CAPTURE");
	capture = name != NULL ? fopen(name, "r") : NULL;
	if (capture == NULL) {
		fprintf(stderr, "fake-ffmpeg: no FAKE_CAPTURE\n");
		return 2;
	}
	/* Those that did not ask die of a signal as ever. */
	if (getenv("FAKE_TOLD") != NULL)
		sigaction(SIGTERM, &(struct sigaction){ .sa_handler = stop },
		    NULL);
	replay(capture, speed);
	(void)fclose(capture);
	tell();
	return stopped ? 255 : 1;
}
