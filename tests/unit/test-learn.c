/*
 * Durations from a log alone: a mean where segments are alike, none where they
 * are not.
 */
#include "check.h"
#include "session/learn.h"

#define S INT64_C(1000000)

static void
alike(void)
{
	struct learn l = { 0 };

	learn_told(&l, 1, 2002000);
	CHECK(l.duration_us == 2002000);
	learn_told(&l, 1, 1969000);
	learn_told(&l, 2, 4004000);
	CHECK(l.duration_us == (2002000 + 1969000 + 4004000) / 4);
	CHECK(!l.uneven);
}

static void
uneven(void)
{
	struct learn l = { 0 };

	learn_told(&l, 1, 2 * S);
	learn_told(&l, 1, 4 * S);
	CHECK(l.uneven && l.duration_us == 0);
	learn_told(&l, 1, 2 * S);
	CHECK(l.duration_us == 0);
}

/* Seven numbers on, of which FFmpeg held three segments. */
static void
skipped(void)
{
	struct learn l = { 0 };

	learn_told(&l, 1, 2 * S);
	learn_told(&l, 7, 6 * S);
	CHECK(l.duration_us == 2 * S && !l.uneven);
}

/* A jump comes first, and the next single segment corrects it. */
static void
skipped_at_first(void)
{
	struct learn l = { 0 };

	learn_told(&l, 7, 6 * S);
	learn_told(&l, 1, 2 * S);
	CHECK(l.duration_us == 2 * S && !l.uneven);
	learn_told(&l, 1, 4 * S);
	CHECK(l.uneven);
}

/* The first segment lasts 0.6 s, all others 2: FFmpeg has written more. */
static void
short_first(void)
{
	struct learn l = { 0 };

	learn_told(&l, 1, 600000);
	learn_check(&l, INT64_C(3) * 600000, 4600000);
	CHECK(l.uneven && l.duration_us == 0);
}

static void
in_step(void)
{
	struct learn l = { 0 };
	int64_t i;

	learn_told(&l, 1, 2 * S);
	for (i = 1; i < 100; i++)
		learn_check(&l, i * 2 * S, i * 2 * S + S);
	CHECK(l.duration_us == 2 * S);
	/* Segments were lost: out_time goes on over the gap. */
	learn_gap(&l);
	for (; i < 200; i++)
		learn_check(&l, i * 2 * S, i * 2 * S + 9 * S);
	CHECK(l.duration_us == 2 * S);
	learn_check(&l, i * 2 * S, i * 2 * S + 20 * S);
	CHECK(l.uneven);
}

static void
measured(void)
{
	struct learn l = { 0 };
	int64_t i;

	for (i = 1; i <= 4; i++)
		learn_out_time(&l, i, i * 2 * S);
	CHECK(l.duration_us == 0);
	learn_out_time(&l, 5, 10 * S);
	CHECK(l.duration_us == 2 * S);
	learn_out_time(&l, 6, 14 * S);
	CHECK(l.uneven && l.duration_us == 0);
}

int
main(void)
{
	alike();
	uneven();
	skipped();
	skipped_at_first();
	short_first();
	in_step();
	measured();
	return check_result();
}
