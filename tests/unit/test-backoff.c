/*
 * What hls-spawn decides by itself: when a client starts, how long it waits
 * after a failure, which state follows which, and whose deadline is next.
 */

#include "check.h"
#include "../../hls-spawn/backoff.h"
#include "../../hls-spawn/chance.h"
#include "../../hls-spawn/schedule.h"
#include "../../hls-spawn/state.h"
#include "../../hls-spawn/timers.h"
#include "slice.h"

static void
test_schedule(void)
{
	struct schedule exact = { 20000000, 0, 1 };
	struct schedule slow = { 1000, 0, 1 };
	struct schedule spread = { 10000000, 200000, 7 };
	int64_t k, due, low = 0, high = 0;

	CHECK(schedule_due_us(&exact, 0) == 0);
	CHECK(schedule_due_us(&exact, 1) == 50000);
	CHECK(schedule_due_us(&exact, 99999) == INT64_C(4999950000));
	CHECK(schedule_due_us(&slow, 99999) == INT64_C(99999000000000));
	CHECK(schedule_due_us(&spread, 0) == 0);
	for (k = 1; k < 1000; k++) {
		due = schedule_due_us(&spread, k);
		CHECK(due >= 0);
		CHECK(due == schedule_due_us(&spread, k));
		due -= k * 100000;
		CHECK(due >= -100000 && due <= 100000);
		low += due < -50000;
		high += due > 50000;
	}
	/* A quarter each, within five standard deviations. */
	CHECK(low > 180 && low < 320);
	CHECK(high > 180 && high < 320);
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
			struct backoff b = { 42, k, 0, i + 1 };

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
	struct backoff first = { 1, 1, 0, 1 }, sixth = { 1, 1, 5, 6 };

	/* Failed at once: the second between two starts decides. */
	CHECK(backoff_due_us(&first, 1000, 2000) == 1000 + 1000000);
	/* Up for a while: the delay does. */
	CHECK(backoff_due_us(&first, 0, 9000000) ==
	    9000000 + backoff_delay_us(&first));
	CHECK(backoff_due_us(&sixth, 0, 1) == 1 + backoff_delay_us(&sixth));
}

static void
test_states(void)
{
	static const enum state lives[] = { STATE_STARTING, STATE_RUNNING,
		STATE_STALLED };
	struct ending e = { 0 };
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
	for (k = 0; k < EVENT_COUNT; k++)
		CHECK(state_after(STATE_STOPPED, (enum event)k) ==
		    STATE_STOPPED);
	CHECK(!state_lives(STATE_BACKOFF) && !state_lives(STATE_STOPPED));
	CHECK(state_verdict(e) == EVENT_RETRY);
	e.clean = 1;
	CHECK(state_verdict(e) == EVENT_RETRY);
	e.once = 1;
	CHECK(state_verdict(e) == EVENT_LEAVE);
	e.clean = 0;
	CHECK(state_verdict(e) == EVENT_RETRY);
	e.stopping = 1;
	CHECK(state_verdict(e) == EVENT_LEAVE);
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

int
main(void)
{
	test_schedule();
	test_backoff();
	test_one_second();
	test_states();
	test_timers();
	return check_result();
}
