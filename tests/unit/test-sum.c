/*
 * Sums, products and quotients at all edges, against 128-bit arithmetic where
 * the compiler has it.
 */
#include <float.h>
#include <math.h>

#include "check.h"
#include "sum/sum.h"

static const int64_t edges[] = {
	INT64_MIN, INT64_MIN + 1, INT64_MIN / 2 - 1, INT64_MIN / 2,
	INT64_MIN / 2 + 1, -INT64_C(1000000000000000000),
	-(INT64_C(1) << 32) - 1, -(INT64_C(1) << 32), -(INT64_C(1) << 31),
	-1000000, -3, -2, -1, 0, 1, 2, 3, 7, 1000000, (INT64_C(1) << 31) - 1,
	(INT64_C(1) << 32) - 1, INT64_C(1) << 32, INT64_C(3037000499),
	INT64_C(3037000500), INT64_C(1) << 53,
	INT64_C(1000000000000000000), INT64_MAX / 1000000,
	INT64_MAX / 1000000 + 1, INT64_MAX / 3, INT64_MAX / 2,
	INT64_MAX / 2 + 1, INT64_MAX / 2 + 2, INT64_MAX - 1, INT64_MAX,
};
#define EDGES (sizeof(edges) / sizeof(edges[0]))

static void
by_hand(void)
{
	CHECK(sum_add(1, 2) == 3);
	CHECK(sum_add(INT64_MAX, 0) == INT64_MAX);
	CHECK(sum_add(INT64_MAX, 1) == INT64_MAX);
	CHECK(sum_add(INT64_MAX, INT64_MIN) == -1);
	CHECK(sum_add(INT64_MIN, -1) == INT64_MIN);
	CHECK(sum_less(0, INT64_MIN) == INT64_MAX);
	CHECK(sum_less(-1, INT64_MIN) == INT64_MAX);
	CHECK(sum_less(-1, INT64_MAX) == INT64_MIN);
	CHECK(sum_less(-2, INT64_MAX) == INT64_MIN);
	CHECK(sum_times(INT64_MIN, -1) == INT64_MAX);
	CHECK(sum_times(INT64_MIN, 1) == INT64_MIN);
	CHECK(sum_times(INT64_C(1) << 32, INT64_C(1) << 31) == INT64_MAX);
	CHECK(sum_times(INT64_C(1) << 32, -(INT64_C(1) << 31)) == INT64_MIN);
	CHECK(sum_times(3, -4) == -12);
	CHECK(sum_scale(INT64_MAX, 1000000, 1000000) == INT64_MAX);
	CHECK(sum_scale(INT64_MAX - 1, INT64_MAX, INT64_MAX) == INT64_MAX - 1);
	CHECK(sum_scale(INT64_MAX, INT64_MAX, INT64_MIN) == -INT64_MAX + 1);
	CHECK(sum_scale(INT64_MAX, 2, 3) == INT64_C(6148914691236517204));
	CHECK(sum_scale(-7, 1, 2) == -3);
	CHECK(sum_scale(7, 1, 0) == INT64_MAX);
	CHECK(sum_scale(-7, 1, 0) == INT64_MIN);
	CHECK(sum_scale(0, 1, 0) == 0);
	CHECK(sum_is_over(INT64_MAX) && sum_is_over(INT64_MIN));
	CHECK(!sum_is_over(INT64_MAX - 1) && !sum_is_over(0));
}

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 wide;

static int64_t
within(wide v)
{
	return v > INT64_MAX ? INT64_MAX : v < INT64_MIN ? INT64_MIN :
	    (int64_t)v;
}

static void
all_pairs(void)
{
	size_t i, k, m;

	for (i = 0; i < EDGES; i++)
		for (k = 0; k < EDGES; k++) {
			wide a = edges[i], b = edges[k];

			CHECK(sum_add(edges[i], edges[k]) == within(a + b));
			CHECK(sum_less(edges[i], edges[k]) == within(a - b));
			CHECK(sum_times(edges[i], edges[k]) == within(a * b));
			for (m = 0; m < EDGES; m++)
				CHECK(edges[m] == 0 || sum_scale(edges[i],
				    edges[k], edges[m]) ==
				    within(a * b / edges[m]));
		}
}
#else
static void
all_pairs(void)
{
}
#endif

static void
of_doubles(void)
{
	CHECK(sum_whole(0.0) == 0 && sum_whole(-0.9) == 0);
	CHECK(sum_whole(41.9) == 41 && sum_whole(-41.9) == -41);
	CHECK(sum_whole(0x1p63) == INT64_MAX);
	CHECK(sum_whole(-0x1p63) == INT64_MIN);
	CHECK(sum_whole(nextafter(0x1p63, 0)) == INT64_MAX - 1023);
	CHECK(sum_whole(DBL_MAX) == INT64_MAX);
	CHECK(sum_whole(-DBL_MAX) == INT64_MIN);
	CHECK(sum_whole(INFINITY) == INT64_MAX);
	CHECK(sum_whole(-INFINITY) == INT64_MIN);
	CHECK(sum_whole(NAN) == 0);
}

int
main(void)
{
	by_hand();
	all_pairs();
	of_doubles();
	return check_result();
}
