/*
 * When most clients count as failing at once. Of ten, as many as it takes
 * fail; the clock is given.
 */
#include <string.h>

#include "check.h"
#include "clock.h"
#include "swarm/swarm.h"

#define N 10

static struct client clients[N];
static struct client *slots[N];
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
	swarm.trouble.last = &clients[0];
}

static int
cries(void)
{
	int64_t t;

	for (t = 1; t < 40; t++)
		trouble_tick(&swarm, t * SECOND_US);
	return swarm.trouble.cried;
}

int
main(void)
{
	make(6, STATE_BACKOFF);
	CHECK(cries());
	make(5, STATE_BACKOFF);
	CHECK(!cries());
	/* Who has left or was given up is not there to fail. */
	make(6, STATE_STOPPED);
	CHECK(!cries());
	return check_result();
}
