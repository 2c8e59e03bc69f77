/*
 * Random totals of groups that go up and down: what is shown never goes down,
 * is the most there has been, and the parts are the whole.
 */
#include <stdlib.h>

#include "block.h"
#include "check.h"
#include "stream/rising.h"

#define GROUPS 3
#define BLOCKS 2000

/* A block with the time of each group, and of the sessions in none. */
static void
write_block(struct sbuf *b, const int64_t *us, int64_t n)
{
	int64_t sum = 0;
	int i;

	b->n = 0;
	for (i = 0; i <= GROUPS; i++)
		sum += us[i];
	sbuf_printf(b, "5.000000 10s rebuffer time=1.000000\n");
	sbuf_printf(b, "5.000000 all rebuffer count=%lld time=", (long long)n);
	sbuf_micro(b, sum);
	sbuf_str(b, " ratio=0.500000\n");
	for (i = 0; i < GROUPS; i++) {
		sbuf_printf(b, "5.000000 all rebuffer by=group:g%d time=", i);
		sbuf_micro(b, us[i]);
		sbuf_str(b, "\n5.0 all rebuffer by=addr:x time=1\n");
	}
	sbuf_printf(b, "5.000000 - block n=%lld\n", (long long)n);
}

/* The value of a record's time, of a group (or -1: the whole). */
static int64_t
time_of(const struct block *b, int group)
{
	char by[32];
	size_t i;
	int64_t v;

	snprintf(by, sizeof(by), "by=group:g%d ", group);
	for (i = 0; i < b->n; i++) {
		const struct record *r = &b->record[i];
		int mine = group < 0 ? !slice_starts(r->rest, SLICE("by=")) :
		    slice_starts(r->rest, slice_str(by));

		if (slice_eq(r->subject, SLICE("all")) && mine &&
		    field_micro(r->rest, "time", &v))
			return v;
	}
	return -1;
}

static void
read_block(struct block_reader *r, const struct sbuf *text)
{
	struct slice in = sbuf_view(text);

	while (in.n > 0)
		block_read(r, &in);
}

static void
check_block(struct rising *rising, struct block_reader *r, const int64_t *us,
    int64_t *most)
{
	int64_t sum = 0, count = 0;
	struct slice rest;
	int i;

	rising_apply(rising, &r->now);
	for (i = 0; i <= GROUPS; i++) {
		most[i] = us[i] > most[i] ? us[i] : most[i];
		sum += most[i];
		CHECK(i == GROUPS || time_of(&r->now, i) == most[i]);
	}
	CHECK(time_of(&r->now, -1) == sum);
	/* Nothing else is touched. */
	CHECK(block_find(&r->now, "10s", SLICE("rebuffer"), &rest) &&
	    slice_eq(rest, SLICE("time=1.000000")));
	CHECK(block_find(&r->now, "all", SLICE("rebuffer"), &rest) &&
	    field_int(rest, "count", &count) && count == rising->block);
	CHECK(slice_eq(slice_from(rest, rest.n - 14), SLICE("ratio=0.500000")));
}

/* A record that comes twice: each has its own text. */
static void
test_twice(void)
{
	static struct rising rising;
	struct block_reader r = { 0 };
	struct slice in = SLICE(
	    "1.000000 all rebuffer by=group:a time=1.000000 long=000000000000\n"
	    "1.000000 all rebuffer by=group:a time=2.000000\n"
	    "1.000000 all rebuffer time=2.000000\n"
	    "1.000000 - block n=1\n");

	CHECK(block_read(&r, &in));
	rising_apply(&rising, &r.now);
	CHECK(slice_eq(r.now.record[0].rest,
	    SLICE("by=group:a time=1.000000 long=000000000000")));
	CHECK(slice_eq(r.now.record[1].rest,
	    SLICE("by=group:a time=2.000000")));
	rising_free(&rising);
	block_free(&r);
}

int
main(void)
{
	int64_t us[GROUPS + 1] = { 0 }, most[GROUPS + 1] = { 0 }, n = 0;
	struct block_reader r = { 0 };
	struct rising rising = { 0 };
	struct sbuf text = { 0 };
	int k, i, falls = 0;

	test_twice();
	srand(7);
	for (k = 0; k < BLOCKS; k++) {
		for (i = 0; i <= GROUPS; i++) {
			int64_t change = rand() % 1000 - 300;

			falls += change < 0;
			us[i] = us[i] + change > 0 ? us[i] + change : 0;
		}
		/* Another run on the same stream begins from nothing. */
		if (k == BLOCKS / 2) {
			n = 0;
			memset(us, 0, sizeof(us));
			memset(most, 0, sizeof(most));
		}
		write_block(&text, us, ++n);
		read_block(&r, &text);
		check_block(&rising, &r, us, most);
	}
	CHECK(falls > BLOCKS / 2);
	rising_free(&rising);
	block_free(&r);
	sbuf_free(&text);
	return check_result();
}
