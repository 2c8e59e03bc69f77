/*
 * What is stamped by a wall clock that is set meanwhile.
 */
#define _GNU_SOURCE
#include <sys/syscall.h>

#include <time.h>
#include <unistd.h>

#include "check.h"
#include "clock.h"
#include "stream/source.h"

#define HOUR_US (3600 * SECOND_US)

/* Where both are there, only this one has 64 bits, as time_t has. */
#ifndef SYS_clock_gettime64
#define SYS_clock_gettime64 SYS_clock_gettime
#endif

static int64_t set_us;

/* In the place of libc's. */
int
clock_gettime(clockid_t id, struct timespec *t)
{
	int r = (int)syscall(SYS_clock_gettime64, id, t);

	if (id == CLOCK_REALTIME)
		t->tv_sec += (time_t)(set_us / SECOND_US);
	return r;
}

static void
check_stamp(struct source *src, int64_t begun)
{
	struct stamped piece[STAMPED_PIECES];

	CHECK(source_pieces(src, piece) == 1);
	CHECK(piece[0].at_us >= begun && piece[0].at_us <= clock_mono());
}

/* Where nothing stamps, a pipe: what is read is of now, whatever was set. */
static void
check_read(struct source *src)
{
	struct slice bytes;

	CHECK(source_read(src, SOURCE_BYTES, &bytes) == 1 && bytes.n == 7);
}

static void
read_set(int64_t by_us)
{
	struct source src = { .fd = -1 };
	struct poller *p = poller_new();
	int64_t begun = clock_mono();
	int ends[2];

	src.stamped = stamped_pair(ends) == 0;
	CHECK(src.stamped || pipe(ends) == 0);
	set_us = 0;
	source_open(&src, p, ends[0]);
	CHECK(write(ends[1], "a line\n", 7) == 7);
	set_us = by_us;
	if (src.stamped)
		check_stamp(&src, begun);
	else
		check_read(&src);
	source_close(&src, p);
	close(ends[1]);
	poller_free(p);
}

int
main(void)
{
	read_set(0);
	read_set(HOUR_US);
	read_set(-HOUR_US);
	return check_result();
}
