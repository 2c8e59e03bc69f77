/*
 * What hls-spawn decides by itself: when a client starts, how long it waits
 * after a failure, which state follows which, whose deadline is next, and how
 * a process is ended.
 */
#include <signal.h>

#include "check.h"
#include "child/ladder.h"
#include "load/backoff.h"
#include "load/chance.h"
#include "slice.h"
#include "swarm/state.h"
#include "swarm/timers.h"

static const struct backoff_rule rule = { 250000, 5000000, 1700000 };

/* Mean, spread and memory of session lengths. */
static void
test_sessions(void)
{
	struct chance c = { 7, CHANCE_SESSION, 1, 0 };
	int64_t sum = 0, longer = 0, us;

	for (c.nth = 0; c.nth < 10000; c.nth++) {
		us = chance_exponential(c, 60000000);
		CHECK(us > 0 && us == chance_exponential(c, 60000000));
		sum += us / 10000;
		longer += us > 60000000;
	}
	/* Within five standard deviations: 1 % each, and 1/e of all. */
	CHECK(sum > 57000000 && sum < 63000000);
	CHECK(longer > 3438 && longer < 3920);
}

/* 250 ms × 1.7^n, at most 5 s. */
static void
test_backoff(void)
{
	static const int64_t middle[] = { 250000, 425000, 722500, 1228250,
		2088025, 3549642, 5000000, 5000000, 5000000 };
	int64_t i, k, d, distinct = 0;

	for (i = 0; i < (int64_t)COUNT(middle); i++) {
		for (k = 0; k < 100; k++) {
			struct backoff b = { &rule, 42, k, 0, i + 1 };

			d = backoff_delay_us(&b);
			CHECK(d >= middle[i] - middle[i] / 5);
			CHECK(d <= middle[i] + middle[i] / 5);
			CHECK(d == backoff_delay_us(&b));
			distinct += d != middle[i];
		}
	}
	CHECK(distinct > 890);
	CHECK(backoff_attempt(0, 0) == 1);
	CHECK(backoff_attempt(4, BACKOFF_RESET_US - 1) == 5);
	CHECK(backoff_attempt(4, BACKOFF_RESET_US) == 1);
}

static void
test_one_second(void)
{
	struct backoff first = { &rule, 1, 1, 0, 1 }, sixth = { &rule, 1, 1, 5,
		6 }, clean = { &rule, 1, 1, 0, 0 };

	/* Failed at once: the second between two starts decides. */
	CHECK(backoff_due_us(&first, 1000, 2000) == 1000 + 1000000);
	/* Up for a while: the delay does. */
	CHECK(backoff_due_us(&first, 0, 9000000) ==
	    9000000 + backoff_delay_us(&first));
	/* No failure, no delay. */
	CHECK(backoff_due_us(&clean, 0, 9000000) == 9000000);
	CHECK(backoff_due_us(&sixth, 0, 1) == 1 + backoff_delay_us(&sixth));
}

static void
test_states(void)
{
	static const enum state lives[] = { STATE_STARTING, STATE_RUNNING,
		STATE_STALLED };
	size_t i;
	int k;

	CHECK(state_after(STATE_WAITING, EVENT_START) == STATE_STARTING);
	CHECK(state_after(STATE_BACKOFF, EVENT_START) == STATE_STARTING);
	for (i = 0; i < COUNT(lives); i++) {
		enum state s = lives[i];

		CHECK(state_lives(s));
		CHECK(state_after(s, EVENT_ADVANCE) == STATE_RUNNING);
		CHECK(state_after(s, EVENT_SILENCE) == STATE_STALLED);
		CHECK(state_after(s, EVENT_RETRY) == STATE_BACKOFF);
		CHECK(state_after(s, EVENT_LEAVE) == STATE_STOPPED);
		CHECK(state_after(s, EVENT_STOP) == s);
	}
	CHECK(state_after(STATE_BACKOFF, EVENT_STOP) == STATE_STOPPED);
	CHECK(state_after(STATE_WAITING, EVENT_STOP) == STATE_WAITING);
	/* A slot may be used again. */
	for (k = 0; k < EVENT_COUNT; k++)
		CHECK(state_after(STATE_STOPPED, (enum event)k) ==
		    (k == EVENT_START ? STATE_STARTING : STATE_STOPPED));
	CHECK(!state_lives(STATE_BACKOFF) && !state_lives(STATE_STOPPED));
}

/* Sets, moves and cancels in a pseudo-random order come out sorted. */
static void
test_timers(void)
{
	static struct timer t[300];
	struct timers h = { 0 };
	struct chance c = { 5, CHANCE_RAMP, 0, 0 };
	int64_t last = INT64_MIN;
	size_t i, n = 0;

	CHECK(timers_next_us(&h) == INT64_MAX);
	CHECK(timers_pop(&h, INT64_MAX) == NULL);
	for (i = 0; i < 900; i++) {
		c.nth++;
		timers_set(&h, &t[i % 300], chance_within(c, 1000));
		if (i % 7 == 0)
			timers_cancel(&h, &t[i / 3]);
	}
	for (i = 0; i < 300; i++)
		n += t[i].place != 0;
	CHECK(n == h.n && n > 0);
	CHECK(timers_pop(&h, timers_next_us(&h) - 1) == NULL);
	for (; n > 0; n--) {
		int64_t next = timers_next_us(&h);
		struct timer *p = timers_pop(&h, INT64_MAX);

		CHECK(p != NULL && p->due_us == next && next >= last);
		CHECK(p->place == 0);
		last = next;
	}
	CHECK(timers_pop(&h, INT64_MAX) == NULL);
	timers_free(&h);
}

/* TERM, TERM 50 ms later, KILL after the grace; then nothing helps. */
static void
test_ladder(void)
{
	struct ladder l;

	ladder_open(&l, 3000000);
	CHECK(l.due_us == INT64_MAX);
	CHECK(ladder_begin(&l, 7000000) == SIGTERM && l.due_us == 7050000);
	CHECK(ladder_begin(&l, 7010000) == 0 && l.due_us == 7050000);
	CHECK(ladder_next(&l, 7060000) == SIGTERM && l.due_us == 10060000);
	/* What comes so soon is the same request. */
	CHECK(ladder_hurry(&l, 7099999) == 0 && l.due_us == 10060000);
	CHECK(ladder_next(&l, 10060000) == SIGKILL);
	CHECK(ladder_hurry(&l, 10500000) == 0);
	CHECK(ladder_next(&l, l.due_us) == 0 && l.due_us == INT64_MAX);
	ladder_open(&l, 3000000);
	ladder_begin(&l, 1);
	CHECK(ladder_hurry(&l, 100001) == SIGKILL);
}

int
main(void)
{
	test_sessions();
	test_backoff();
	test_one_second();
	test_states();
	test_timers();
	test_ladder();
	return check_result();
}
