/*
 * hls-spawn/adapt and carry: the rate of starts under a made machine, and what
 * is said of it.
 */
#include <string.h>

#include "check.h"
#include "load/adapt.h"
#include "machine/carry.h"

#define MICRO INT64_C(1000000)

static const struct adapt_machine two_cores = { 55000, 2 * MICRO, 0 };

/* So many looks at a machine that is as idle, from now_us on. */
static int64_t
looks(struct adapt *a, int n, int64_t now_us, struct adapt_seen seen)
{
	while (n-- > 0) {
		now_us += ADAPT_EVERY_US;
		seen.at_us = now_us;
		adapt_look(a, &seen);
	}
	return now_us;
}

static void
test_idle(void)
{
	struct adapt a;
	int64_t now;

	adapt_open(&a, &two_cores, 0);
	/* Ten a second, and no more than the cores can start. */
	CHECK(a.rate_micro == 10 * MICRO);
	CHECK(a.most_micro == 2 * MICRO * 850000 / 55000);
	CHECK(adapt_start(&a, 5) == 100005);
	now = looks(&a, 400, 0, (struct adapt_seen){ .idle = 900000 });
	CHECK(a.rate_micro == a.most_micro);
	CHECK(!a.limited && a.limited_us == 0);
	/* Busy: it falls, to a floor. */
	now = looks(&a, 40, now, (struct adapt_seen){ .idle = 0 });
	CHECK(a.limited && a.rate_micro == MICRO / 2);
	CHECK(a.limited_us > 7 * MICRO && a.limited_us < 10 * MICRO);
	/* It is over: most of what it was. */
	looks(&a, 8, now, (struct adapt_seen){ .idle = 900000 });
	CHECK(!a.limited && a.rate_micro >= a.most_micro * 6 / 10);
}

/* Neither to spare nor short: as it is. */
static void
test_between(void)
{
	struct adapt a;

	adapt_open(&a, &two_cores, 0);
	looks(&a, 40, 0, (struct adapt_seen){ .idle = 180000 });
	CHECK(a.rate_micro == 10 * MICRO && a.limited_us == 0);
	looks(&a, 40, 0, (struct adapt_seen){ .idle = -1 });
	CHECK(a.limited_us == 0);
}

static void
test_other_signs(void)
{
	struct adapt a;
	int64_t now;

	adapt_open(&a, &two_cores, 0);
	now = looks(&a, 4, 0, (struct adapt_seen){ .idle = 500000,
		.words_us = 50000 });
	CHECK(!a.limited);
	now = looks(&a, 1, now, (struct adapt_seen){ .idle = 500000,
		.words_us = 251000 });
	CHECK(a.limited);
	now = looks(&a, 1, now, (struct adapt_seen){ .idle = 500000,
		.late_us = 51000 });
	CHECK(a.limited);
	looks(&a, 1, now, (struct adapt_seen){ .idle = 500000 });
	CHECK(!a.limited);
}

/* As many as the machine carries, which is busy, with one more to come. */
static const struct adapt_seen full = { .idle = 90000, .clients = 1284,
	.carries = 1284, .waits = 1 };

static void
test_full(void)
{
	struct adapt_seen seen = full;
	struct adapt a;
	int64_t now;

	/* Far less, or nobody knows, or nobody is to come: the floor. */
	adapt_open(&a, &two_cores, 0);
	seen.clients = 1000;
	now = looks(&a, 200, 0, seen);
	CHECK(a.limited && !a.full && !a.over && a.rate_micro == MICRO / 2);
	seen = full;
	seen.carries = 0;
	now = looks(&a, 200, now, seen);
	CHECK(!a.full && !a.over);
	seen = full;
	seen.waits = 0;
	now = looks(&a, 200, now, seen);
	CHECK(!a.full && !a.over);
	/* No start, and after 30 s the end of it. */
	now = looks(&a, 1, now, full);
	CHECK(a.full && a.full_us == now && !a.over);
	now = looks(&a, 119, now, full);
	CHECK(!a.over);
	now = looks(&a, 1, now, full);
	CHECK(a.over);
	adapt_renew(&a);
	CHECK(!a.full && !a.over && a.full_us == 0);
	looks(&a, 1, now, full);
	CHECK(a.full && !a.over);
}

/* By one now and then, near what is carried: that ends, too. */
static void
test_creep(void)
{
	struct adapt_seen seen = full;
	struct adapt a;
	int64_t now = 0, i;

	seen.clients = 1200;
	adapt_open(&a, &two_cores, 0);
	for (i = 0; i < 10; i++) {
		now = looks(&a, 8, now, seen);
		adapt_start(&a, now);
	}
	CHECK(a.creep_us > 0 && !a.full && !a.over);
	now = looks(&a, 120, now, seen);
	CHECK(a.over);
	/* Time to spare, or another load: not so. */
	seen.idle = 500000;
	now = looks(&a, 120, now, seen);
	CHECK(a.creep_us == 0 && !a.over);
	seen.idle = full.idle;
	looks(&a, 200, now, seen);
	CHECK(a.over);
	adapt_renew(&a);
	CHECK(a.creep_us == 0 && !a.over);
}

/* One waits for longer than the slowest rate has it. */
static void
test_held(void)
{
	struct adapt_seen seen = full;
	struct adapt a;
	int64_t now;

	seen.clients = 0;
	adapt_open(&a, &two_cores, 0);
	now = looks(&a, 20, 0, seen);
	CHECK(!a.held);
	now = looks(&a, 1, now, seen);
	CHECK(a.held && !a.full);
	adapt_start(&a, now);
	CHECK(!a.held);
	now = looks(&a, 20, now, seen);
	CHECK(!a.held);
	seen.waits = 0;
	now = looks(&a, 1, now, seen);
	seen.waits = 1;
	now = looks(&a, 20, now, seen);
	CHECK(!a.held);
	looks(&a, 1, now, seen);
	CHECK(a.held);
}

/* Time to spare lets one come; only that begins the 30 s anew. */
static void
test_room(void)
{
	struct adapt_seen room = full;
	struct adapt a;
	int64_t now, since;

	room.idle = 180000;
	adapt_open(&a, &two_cores, 0);
	now = looks(&a, 100, 0, full);
	since = a.full_us;
	now = looks(&a, ADAPT_LOOKS, now, room);
	CHECK(!a.full && a.full_us == since);
	now = looks(&a, 10, now, full);
	CHECK(a.full && a.full_us == since && !a.over);
	now = looks(&a, ADAPT_LOOKS, now, room);
	adapt_start(&a, now);
	CHECK(a.full_us == 0);
	now = looks(&a, 100, now, full);
	CHECK(a.full && !a.over);
	looks(&a, 30, now, full);
	CHECK(a.over);
}

/* Where others take all, idle time tells nothing of us. */
static void
test_others(void)
{
	struct adapt_machine m = { 2000, 2 * MICRO, 2 * MICRO };
	struct adapt a;

	adapt_open(&a, &m, 0);
	looks(&a, 40, 0, (struct adapt_seen){ .idle = 0 });
	CHECK(a.limited_us == 0 && a.rate_micro >= 10 * MICRO);
	m.start_us = 0;
	m.cores_micro = -1;
	adapt_open(&a, &m, 0);
	CHECK(a.rate_micro == 10 * MICRO);
}

static int
says(const struct carry *c, const struct carry_asked *a, const char *text)
{
	struct sbuf b = { 0 };
	int same;

	carry_text(&b, c, a);
	sbuf_char(&b, '\0');
	same = strcmp(b.p, text) == 0;
	if (!same)
		printf("got: %s\n", b.p);
	sbuf_free(&b);
	return same;
}

/* 200 play for 10 s, 20 start meanwhile: 1 s of busy time is the starts'. */
static const struct carry_seen first_ones = {
	.cores_micro = 2 * MICRO, .other_micro = 100000, .start_us = 50000,
	.passed_us = 10 * MICRO, .busy_us = 8 * MICRO, .starts = 20,
	.playing_us = 2000 * MICRO, .own_micro = 2000,
	.memory_bytes = INT64_C(8) << 30, .client_bytes = 6 << 20,
};

static void
test_carry(void)
{
	struct carry_seen s = first_ones;
	struct carry c;

	carry_of(&c, &s);
	CHECK(c.play_micro == 3000 && c.by == CARRY_CPU);
	CHECK(c.viewers == 600 && c.starts_micro == 38 * MICRO);
	s.client_bytes = 32 << 20;
	carry_of(&c, &s);
	CHECK(c.viewers == 256 && c.by == CARRY_MEMORY);
	/* They drown in what else goes on: their own time. */
	s = first_ones;
	s.busy_us = 2 * MICRO;
	carry_of(&c, &s);
	CHECK(c.play_micro == 2000 && c.viewers == 900);
	s = (struct carry_seen){ .cores_micro = -1 };
	carry_of(&c, &s);
	CHECK(c.viewers == 0 && c.starts_micro == 0);
	s = (struct carry_seen){ .cores_micro = 2 * MICRO };
	carry_of(&c, &s);
	CHECK(c.viewers == 0);
}

static void
test_words(void)
{
	const struct carry c = { .starts_micro = 17400000, .viewers = 643 };
	const struct carry few = { .viewers = 12, .by = CARRY_MEMORY };

	CHECK(says(&c, &(struct carry_asked){ 500, 0, 0 },
	    "this machine starts 17 FFmpegs a second and carries about 640 "
	    "viewers of this stream, processor time being the limit; asked: "
	    "500"));
	CHECK(says(&c, &(struct carry_asked){ 1000, 50000000, 50 << 20 },
	    "this machine starts 17 FFmpegs a second and carries about 640 "
	    "viewers of this stream, processor time being the limit; asked: "
	    "1000 at 50.0/s; leave -r out, it goes as fast as this allows; a "
	    "small FFmpeg starts faster (make small-ffmpeg); run 640 here, or "
	    "--slice over 2 hosts"));
	CHECK(says(&few, &(struct carry_asked){ 30, 0, 0 },
	    "this machine carries about 12 viewers of this stream, memory "
	    "being the limit; asked: 30; run 12 here, or --slice over 3 "
	    "hosts"));
}

int
main(void)
{
	test_idle();
	test_between();
	test_other_signs();
	test_full();
	test_creep();
	test_held();
	test_room();
	test_others();
	test_carry();
	test_words();
	return check_result();
}
