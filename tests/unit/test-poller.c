/* The poller, on whichever backend it was built with. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "clock.h"
#include "poller.h"

static void
test_pipe(struct poller *p)
{
	struct poller_event ev[4];
	int fd[2], a = 0;
	int64_t before = clock_mono();

	if (pipe(fd) != 0)
		abort();
	CHECK(poller_add(p, fd[0], POLLER_IN, &a) == 0);
	CHECK(poller_wait(p, ev, 4, before + 20000) == 0);
	CHECK(clock_mono() - before >= 20000);
	CHECK(write(fd[1], "x", 1) == 1);
	CHECK(poller_wait(p, ev, 4, POLLER_NEVER) == 1);
	CHECK(ev[0].owner == &a && ev[0].ready & POLLER_IN);
	CHECK(poller_change(p, fd[0], 0, &a) == 0);
	CHECK(poller_wait(p, ev, 4, clock_mono()) == 0);
	close(fd[1]);
	CHECK(poller_wait(p, ev, 4, POLLER_NEVER) == 1);
	CHECK(ev[0].ready & POLLER_HUP);
	poller_remove(p, fd[0]);
	CHECK(poller_wait(p, ev, 4, clock_mono()) == 0);
	close(fd[0]);
}

/* All of many are served, however few fit into one call. */
static void
test_many(struct poller *p)
{
	enum { N = 300 };
	static int fd[N][2], hits[N];
	struct poller_event ev[7];
	int i, round, all = 1;

	for (i = 0; i < N; i++) {
		if (pipe(fd[i]) != 0 || write(fd[i][1], "x", 1) != 1)
			abort();
		CHECK(poller_add(p, fd[i][0], POLLER_IN, &hits[i]) == 0);
	}
	for (round = 0; round < 3 * N / 7; round++) {
		size_t k, n = poller_wait(p, ev, 7, POLLER_NEVER);

		CHECK(n > 0 && n <= 7);
		for (k = 0; k < n; k++)
			++*(int *)ev[k].owner;
	}
	for (i = 0; i < N; i++) {
		all &= hits[i] > 0;
		poller_remove(p, fd[i][0]);
		close(fd[i][0]);
		close(fd[i][1]);
	}
	CHECK(all);
}

/* Reads are late only where many descriptors have made a second busy. */
static void
test_lag(struct poller *p)
{
	enum { N = 300 };
	static struct poller_event ev[N];
	int fd[N][2], i;
	int64_t start = clock_mono();

	CHECK(poller_lag(p) == 0);
	for (i = 0; i < N; i++) {
		if (pipe(fd[i]) != 0 || write(fd[i][1], "x", 1) != 1)
			abort();
		CHECK(poller_add(p, fd[i][0], POLLER_IN, &fd[i]) == 0);
	}
	/* 100 times is busy; then silence until the second is over. */
	for (i = 0; i < 100; i++)
		CHECK(poller_wait(p, ev, N, POLLER_NEVER) > 0);
	for (i = 0; i < N; i++)
		poller_change(p, fd[i][0], 0, &fd[i]);
	while (clock_mono() < start + 1100000)
		poller_wait(p, ev, N, start + 1100000);
	poller_wait(p, ev, N, clock_mono());
	CHECK(poller_lag(p) == 0);
	poller_allow_lag(p);
	CHECK(poller_lag(p) > 0);
	for (i = 0; i < N; i++) {
		poller_remove(p, fd[i][0]);
		close(fd[i][0]);
		close(fd[i][1]);
	}
	CHECK(poller_lag(p) == 0);
}

static void
test_file(struct poller *p)
{
	struct poller_event ev[4];
	int a = 0, fd = open("/dev/zero", O_RDONLY);
	char name[] = "/tmp/poller.XXXXXX";
	int file = mkstemp(name);

	CHECK(poller_add(p, file, POLLER_OUT, &a) == 0);
	CHECK(poller_wait(p, ev, 4, POLLER_NEVER) == 1);
	CHECK(ev[0].owner == &a && ev[0].ready == POLLER_OUT);
	poller_remove(p, file);
	CHECK(poller_wait(p, ev, 4, clock_mono()) == 0);
	unlink(name);
	close(file);
	close(fd);
}

int
main(void)
{
	struct poller *p = poller_new();

	CHECK(p != NULL);
	test_pipe(p);
	test_file(p);
	test_many(p);
	test_lag(p);
	poller_free(p);
	return check_result();
}
