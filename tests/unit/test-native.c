/*
 * Native buckets against those they were made from: nothing is lost, nothing
 * lands in a bucket that does not hold it, and the schema is the finest that
 * keeps to the limit.
 */
#include <stdlib.h>

#include "check.h"
#include "format/native.h"
#include "wraps.h"

static uint64_t seed = 2463534242u;

WRAPS static uint64_t
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* n values, over so many octaves. */
static void
fill(struct hist *h, int n, unsigned octaves)
{
	for (; n > 0; n--) {
		int64_t top = INT64_C(1) << (4 + random64() % octaves);

		hist_add(h, top + (int64_t)(random64() % (uint64_t)top));
	}
}

/* The values of h in bucket i of a schema: (i - 1, i] times 2^(6 - schema). */
static int64_t
expected(const struct hist *h, int i, int schema)
{
	int width = 1 << (NATIVE_SCHEMA - schema), k;
	int64_t n = 0;

	for (k = (i - 1) * width + 1; k <= i * width; k++)
		n += hist_count(h, k);
	return n;
}

static void
compare(const struct native *n, const struct hist *h)
{
	int64_t count = 0, sum = 0;
	size_t s, used = 0;
	int i = 0;

	for (s = 0; s < n->spans; s++) {
		unsigned k;

		i += n->span[s].offset;
		CHECK(s == 0 || n->span[s].offset > 0);
		CHECK(n->span[s].length > 0);
		for (k = 0; k < n->span[s].length; k++, i++) {
			count += n->delta[used++];
			sum += count;
			CHECK(count == expected(h, i, n->schema));
		}
	}
	CHECK(used == n->deltas);
	CHECK(sum == h->n - h->zero);
}

static size_t
made(const struct hist *h, int most)
{
	struct native n;
	size_t deltas;

	native_make(&n, h, most);
	compare(&n, h);
	deltas = n.deltas;
	CHECK(n.schema == NATIVE_SCHEMA_LEAST || deltas <= (size_t)most);
	/* One finer would have been over. */
	if (n.schema < NATIVE_SCHEMA) {
		struct native finer;

		native_make(&finer, h, (int)deltas * 3);
		CHECK(finer.schema > n.schema || deltas == 1);
		native_free(&finer);
	}
	native_free(&n);
	return deltas;
}

static void
try(int n, unsigned octaves)
{
	static const int limits[] = { 10, 40, 160, 10000 };
	struct hist h;
	size_t i;

	hist_init(&h, 1000000);
	fill(&h, n, octaves);
	hist_add(&h, 0);
	for (i = 0; i < COUNT(limits); i++)
		CHECK(made(&h, limits[i]) > 0);
	hist_free(&h);
}

static void
schema_of_limits(void)
{
	struct hist h;
	struct native n;

	hist_init(&h, 1000000);
	native_make(&n, &h, 160);
	CHECK(n.spans == 0 && n.deltas == 0 && n.schema == NATIVE_SCHEMA);
	native_free(&n);
	/* 1 s is the upper bound of bucket 0 in every schema. */
	hist_add(&h, 1000000);
	hist_add(&h, 1000001);
	native_make(&n, &h, 10);
	CHECK(n.schema == 6 && n.spans == 1 && n.span[0].offset == 0 &&
	    n.span[0].length == 2 && n.delta[0] == 1 && n.delta[1] == 0);
	native_free(&n);
	native_make(&n, &h, 1);
	CHECK(n.schema == NATIVE_SCHEMA_LEAST && n.deltas == 2);
	native_free(&n);
	hist_free(&h);
}

int
main(void)
{
	unsigned octaves;

	schema_of_limits();
	for (octaves = 1; octaves < 34; octaves += 3) {
		try(1, octaves);
		try(50, octaves);
		try(5000, octaves);
	}
	return check_result();
}
