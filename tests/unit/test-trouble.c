/*
 * When most clients count as failing at once, and when the run is without
 * hope. Of ten, as many as it takes fail; the clock is given.
 */
#include <string.h>

#include "check.h"
#include "clock.h"
#include "swarm/swarm.h"

#define N 10
/* Of more, so many are enough. */
#define MANY 20

static struct client clients[3 * MANY];
static struct client *slots[3 * MANY];
static char words[] = "refused";
static struct plan plan = { .url = "" };
static struct options opt;
static struct swarm swarm;

/* The first n have failed at once and are in state s, the others run. */
static void
make(int n, enum state s)
{
	int i;

	memset(clients, 0, sizeof(clients));
	swarm = (struct swarm){ .opt = &opt, .clients = slots,
		.nclients = N };
	for (i = 0; i < N; i++) {
		slots[i] = &clients[i];
		clients[i].plan = &plan;
		clients[i].state = i < n ? s : STATE_RUNNING;
		clients[i].failed_fast = i < n;
		swarm.count[clients[i].state]++;
	}
	swarm.failing = n;
	swarm.trouble.said.p = words;
}

static int
cries(void)
{
	int64_t t;

	for (t = 1; t < 40; t++)
		trouble_tick(&swarm, t * SECOND_US);
	return swarm.trouble.cried;
}

/* The first n have failed so often in a row, in state s. */
static enum end_reason
end_of(int n, enum state s, int64_t times)
{
	int i;

	make(n, s);
	for (i = 0; i < n; i++)
		clients[i].failures = times;
	return trouble_tick(&swarm, SECOND_US);
}

/* n of three times as many, the others having failed less often. */
static enum end_reason
end_of_many(int n)
{
	int i;

	make(0, STATE_BACKOFF);
	swarm.nclients = (int64_t)3 * MANY;
	swarm.count[STATE_RUNNING] = 0;
	swarm.count[STATE_BACKOFF] = (int64_t)3 * MANY;
	for (i = 0; i < 3 * MANY; i++) {
		slots[i] = &clients[i];
		clients[i].state = STATE_BACKOFF;
		clients[i].failures = i < n ? 5 : 4;
	}
	return trouble_tick(&swarm, SECOND_US);
}

static void
test_hope(void)
{
	int i;

	opt.max_restarts = RESTARTS_PLAYED;
	CHECK(end_of(N, STATE_BACKOFF, 5) == END_GIVEUP);
	CHECK(end_of(N, STATE_STARTING, 6) == END_GIVEUP);
	CHECK(end_of(N, STATE_BACKOFF, 4) == END_NOT);
	CHECK(end_of(N - 1, STATE_BACKOFF, 5) == END_NOT);
	/* Nobody is there to fail. */
	CHECK(end_of(N, STATE_STOPPED, 5) == END_NOT);
	CHECK(end_of(N, STATE_WAITING, 0) == END_NOT);
	/* Who has not come yet or has left is not waited for. */
	CHECK(end_of(N, STATE_BACKOFF, 5) == END_GIVEUP);
	make(N, STATE_BACKOFF);
	clients[0].failures = 5;
	swarm.count[STATE_BACKOFF] = 1;
	swarm.count[STATE_WAITING] = 5;
	swarm.count[STATE_STOPPED] = 4;
	for (i = 1; i < N; i++)
		clients[i].state = i < 6 ? STATE_WAITING : STATE_STOPPED;
	CHECK(trouble_tick(&swarm, SECOND_US) == END_GIVEUP);
	CHECK(end_of_many(MANY - 1) == END_NOT);
	CHECK(end_of_many(MANY) == END_GIVEUP);
	/* Somebody has played. */
	swarm.first_start_us = 1;
	CHECK(trouble_tick(&swarm, SECOND_US) == END_NOT);
	swarm.first_start_us = 0;
	opt.max_restarts = RESTARTS_ANY;
	CHECK(trouble_tick(&swarm, SECOND_US) == END_NOT);
	opt.max_restarts = 7;
	CHECK(trouble_tick(&swarm, SECOND_US) == END_NOT);
}

int
main(void)
{
	opt.max_restarts = RESTARTS_ANY;
	make(6, STATE_BACKOFF);
	CHECK(cries());
	make(5, STATE_BACKOFF);
	CHECK(!cries());
	/* Who has left or was given up is not there to fail. */
	make(6, STATE_STOPPED);
	CHECK(!cries());
	test_hope();
	return check_result();
}
