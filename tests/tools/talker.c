/*
 * talker: a child that talks. RATE lines a second for SECONDS on standard
 * error, each in one write(2) that begins with the wall clock, so that what
 * reads them can tell how late it was.
 *
 *	talker [-n PROCESSES] RATE SECONDS
 *
 * Moments are absolute: a late line does not delay those behind it. The phase
 * is the process's own, so that many talkers do not speak at once. With -n it
 * is the parent of so many, who share its standard error.
 */
#include <sys/wait.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BILLION INT64_C(1000000000)

static int64_t
now_ns(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * BILLION + ts.tv_nsec;
}

static void
sleep_until(int64_t ns)
{
	struct timespec ts = { .tv_sec = (time_t)(ns / BILLION),
		.tv_nsec = (long)(ns % BILLION) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL) != 0)
		;
}

/* What FFmpeg says at -loglevel trace is about as long. */
static void
say(void)
{
	char line[128];
	int64_t us = now_ns(CLOCK_REALTIME) / 1000;
	int n = snprintf(line, sizeof(line), "%lld.%06d [hls @ 0x5581c0a0b3c0]"
	    " [debug] DTS 1234567 packet of 1316 bytes, stream 0\n",
	    (long long)(us / 1000000), (int)(us % 1000000));

	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		_exit(1);
}

/* A phase within the period: consecutive process ids lie far apart. */
static int64_t
phase_ns(int64_t period_ns)
{
	uint32_t h = (uint32_t)getpid() * UINT32_C(2654435761);

	return (int64_t)(h % (uint64_t)period_ns);
}

static void
talk(int64_t rate, int64_t seconds)
{
	int64_t period = BILLION / rate, i;
	int64_t start = now_ns(CLOCK_MONOTONIC) + phase_ns(period);

	for (i = 0; i < rate * seconds; i++) {
		sleep_until(start + i * period);
		say();
	}
}

int
main(int argc, char **argv)
{
	long n = 0, i;

	if (argc == 5 && strcmp(argv[1], "-n") == 0)
		n = atol(argv[2]);
	if (argc - (n > 0 ? 2 : 0) != 3 || atol(argv[argc - 2]) < 1) {
		fprintf(stderr, "talker: [-n processes] rate seconds\n");
		return 2;
	}
	for (i = 0; i < n; i++)
		if (fork() == 0) {
			n = 0;
			break;
		}
	if (n == 0) {
		talk(atol(argv[argc - 2]), atol(argv[argc - 1]));
		return 0;
	}
	while (wait(NULL) > 0)
		;
	return 0;
}
