/*
 * Buckets are found from the double's own bits, without libm: the exponent
 * gives the octave, a table over the mantissa's top bits a first guess, and
 * at most two comparisons with the exact bounds the bucket.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "hist.h"

#define PER_OCTAVE 64
#define GUESS_BITS 7
#define CHUNK 32		/* room for buckets comes in as many */

/* 2^(i/64 - 1): the bounds within one octave, for mantissas in [0.5, 1). */
static const double bounds[PER_OCTAVE] = {
	0x1.0000000000000p-1, 0x1.02c9a3e778061p-1, 0x1.059b0d3158574p-1,
	0x1.0874518759bc8p-1, 0x1.0b5586cf9890fp-1, 0x1.0e3ec32d3d1a2p-1,
	0x1.11301d0125b51p-1, 0x1.1429aaea92de0p-1, 0x1.172b83c7d517bp-1,
	0x1.1a35beb6fcb75p-1, 0x1.1d4873168b9aap-1, 0x1.2063b88628cd6p-1,
	0x1.2387a6e756238p-1, 0x1.26b4565e27cddp-1, 0x1.29e9df51fdee1p-1,
	0x1.2d285a6e4030bp-1, 0x1.306fe0a31b715p-1, 0x1.33c08b26416ffp-1,
	0x1.371a7373aa9cbp-1, 0x1.3a7db34e59ff7p-1, 0x1.3dea64c123422p-1,
	0x1.4160a21f72e2ap-1, 0x1.44e086061892dp-1, 0x1.486a2b5c13cd0p-1,
	0x1.4bfdad5362a27p-1, 0x1.4f9b2769d2ca7p-1, 0x1.5342b569d4f82p-1,
	0x1.56f4736b527dap-1, 0x1.5ab07dd485429p-1, 0x1.5e76f15ad2148p-1,
	0x1.6247eb03a5585p-1, 0x1.6623882552225p-1, 0x1.6a09e667f3bcdp-1,
	0x1.6dfb23c651a2fp-1, 0x1.71f75e8ec5f74p-1, 0x1.75feb564267c9p-1,
	0x1.7a11473eb0187p-1, 0x1.7e2f336cf4e62p-1, 0x1.82589994cce13p-1,
	0x1.868d99b4492edp-1, 0x1.8ace5422aa0dbp-1, 0x1.8f1ae99157736p-1,
	0x1.93737b0cdc5e5p-1, 0x1.97d829fde4e50p-1, 0x1.9c49182a3f090p-1,
	0x1.a0c667b5de565p-1, 0x1.a5503b23e255dp-1, 0x1.a9e6b5579fdbfp-1,
	0x1.ae89f995ad3adp-1, 0x1.b33a2b84f15fbp-1, 0x1.b7f76f2fb5e47p-1,
	0x1.bcc1e904bc1d2p-1, 0x1.c199bdd85529cp-1, 0x1.c67f12e57d14bp-1,
	0x1.cb720dcef9069p-1, 0x1.d072d4a07897cp-1, 0x1.d5818dcfba487p-1,
	0x1.da9e603db3285p-1, 0x1.dfc97337b9b5fp-1, 0x1.e502ee78b3ff6p-1,
	0x1.ea4afa2a490dap-1, 0x1.efa1bee615a27p-1, 0x1.f50765b6e4540p-1,
	0x1.fa7c1819e90d8p-1,
};

/* For each of the mantissa's first 128 steps the first bound not below it. */
static unsigned char guess[1 << GUESS_BITS];

static void
make_guesses(void)
{
	unsigned i, k = 0;

	for (i = 0; i < COUNT(guess); i++) {
		while (k < PER_OCTAVE && bounds[k] < 0.5 + i / 256.0)
			k++;
		guess[i] = (unsigned char)k;
	}
}

void
hist_init(struct hist *h, int64_t scale)
{
	if (guess[COUNT(guess) - 1] == 0)
		make_guesses();
	*h = (struct hist){ .scale = scale, .lowest = HIST_HIGH,
		.highest = HIST_LOW };
}

void
hist_free(struct hist *h)
{
	free(h->bucket);
	free(h->carry);
	h->bucket = NULL;
	h->carry = NULL;
	h->room = 0;
}

static size_t
in_use(const struct hist *h)
{
	return h->lowest <= h->highest ?
	    (size_t)(h->highest - h->lowest + 1) : 0;
}

void
hist_clear(struct hist *h)
{
	size_t n = in_use(h);

	if (n > 0)
		memset(h->bucket + (h->lowest - h->first), 0,
		    n * sizeof(*h->bucket));
	free(h->carry);
	h->carry = NULL;
	h->n = h->sum = h->min = h->max = h->zero = h->clamped = 0;
	h->lowest = HIST_HIGH;
	h->highest = HIST_LOW;
}

/* The count of a bucket there is room for. */
static inline int64_t
get(const struct hist *h, int index)
{
	size_t i = (size_t)(index - h->first);
	uint64_t v = h->bucket[i];

	if (h->carry != NULL)
		v |= (uint64_t)h->carry[i] << 16;
	return (int64_t)v;
}

static inline void
set(struct hist *h, int index, int64_t v)
{
	size_t i = (size_t)(index - h->first);

	h->bucket[i] = (uint16_t)v;
	if (v > UINT16_MAX && h->carry == NULL)
		h->carry = ezalloc((size_t)h->room, sizeof(*h->carry));
	if (h->carry != NULL)
		h->carry[i] = (uint32_t)(v >> 16);
}

/*
 * An array of size bytes a bucket, moved to where there is room for more of
 * them; the old one goes.
 */
static void *
moved(const struct hist *h, void *old, size_t size, const struct hist *to)
{
	unsigned char *new = ezalloc((size_t)to->room, size);

	if (in_use(h) > 0)
		memcpy(new + (size_t)(h->lowest - to->first) * size,
		    (unsigned char *)old + (size_t)(h->lowest - h->first) *
		    size, in_use(h) * size);
	free(old);
	return new;
}

/* Room for the buckets from low to high, in whole chunks. */
static void
reach(struct hist *h, int low, int high)
{
	int end = HIST_LOW + ((high - HIST_LOW) / CHUNK + 1) * CHUNK;
	struct hist to = *h;

	to.first = HIST_LOW + (low - HIST_LOW) / CHUNK * CHUNK;
	if (h->room > 0 && h->first < to.first)
		to.first = h->first;
	if (h->room > 0 && h->first + h->room > end)
		end = h->first + h->room;
	to.room = end - to.first;
	to.bucket = moved(h, h->bucket, sizeof(*h->bucket), &to);
	if (h->carry != NULL)
		to.carry = moved(h, h->carry, sizeof(*h->carry), &to);
	h->bucket = to.bucket;
	h->carry = to.carry;
	h->first = to.first;
	h->room = to.room;
}

static inline int
has_room(const struct hist *h, int index)
{
	return (unsigned)(index - h->first) < (unsigned)h->room;
}

/* The index of a positive, normal double; may be out of range. */
static int
index_of(double x)
{
	union {
		double value;
		uint64_t bits;
	} u = { .value = x };
	int exponent = (int)(u.bits >> 52) - 1022;
	unsigned k;

	k = guess[u.bits >> (52 - GUESS_BITS) & ((1 << GUESS_BITS) - 1)];
	/* Its mantissa alone. */
	u.bits = (u.bits & (UINT64_MAX >> 12)) | UINT64_C(1022) << 52;
	while (k < PER_OCTAVE && bounds[k] < u.value)
		k++;
	return (int)k + (exponent - 1) * PER_OCTAVE;
}

int
hist_index(int64_t scale, int64_t v)
{
	int i;

	if (v <= 0)
		return HIST_LOW - 1;
	i = index_of((double)v / (double)scale);
	return i < HIST_LOW ? HIST_LOW - 1 : i;
}

/* Leaves no empty bucket at the ends of the range in use. */
static void
narrow(struct hist *h)
{
	while (h->lowest <= h->highest && get(h, h->lowest) == 0)
		h->lowest++;
	while (h->lowest <= h->highest && get(h, h->highest) == 0)
		h->highest--;
	if (h->lowest > h->highest) {
		h->lowest = HIST_HIGH;
		h->highest = HIST_LOW;
	}
}

static inline void
change(struct hist *h, int index, int64_t count)
{
	if (!has_room(h, index))
		reach(h, index, index);
	count += get(h, index);
	set(h, index, count);
	if (count == 0) {
		if (index == h->lowest || index == h->highest)
			narrow(h);
		return;
	}
	if (index < h->lowest)
		h->lowest = index;
	if (index > h->highest)
		h->highest = index;
}

void
hist_adjust(struct hist *h, int index, int64_t count)
{
	h->n += count;
	if (index < HIST_LOW) {
		h->zero += count;
		return;
	}
	if (index > HIST_HIGH) {
		h->clamped += count;
		index = HIST_HIGH;
	}
	change(h, index, count);
}

static void
widen(struct hist *h, int64_t min, int64_t max)
{
	if (h->n == 0 || min < h->min)
		h->min = min;
	if (h->n == 0 || max > h->max)
		h->max = max;
}

void
hist_put(struct hist *h, int index, int64_t v)
{
	if (v < 0)
		v = 0;
	widen(h, v, v);
	h->sum = sum_add(h->sum, v);
	hist_adjust(h, index, 1);
}

void
hist_add(struct hist *h, int64_t v)
{
	hist_put(h, hist_index(h->scale, v), v);
}

void
hist_merge(struct hist *h, const struct hist *other)
{
	int i;

	if (other->n == 0)
		return;
	widen(h, other->min, other->max);
	h->n += other->n;
	h->sum = sum_add(h->sum, other->sum);
	h->zero += other->zero;
	h->clamped += other->clamped;
	if (in_use(other) > 0 && !(has_room(h, other->lowest) &&
	    has_room(h, other->highest)))
		reach(h, other->lowest, other->highest);
	for (i = other->lowest; i <= other->highest; i++)
		if (get(other, i) != 0)
			change(h, i, get(other, i));
}

int64_t
hist_count(const struct hist *h, int index)
{
	return has_room(h, index) ? get(h, index) : 0;
}

double
hist_upper(int index)
{
	int octave = index / PER_OCTAVE, k = index % PER_OCTAVE;
	double x;

	if (k < 0) {
		k += PER_OCTAVE;
		octave--;
	}
	x = 2 * bounds[k];
	for (; octave > 0; octave--)
		x *= 2;
	for (; octave < 0; octave++)
		x /= 2;
	return x;
}

/* The harmonic mean of the bounds: as far from both, relative to each. */
int64_t
hist_middle(const struct hist *h, int index)
{
	double lo = hist_upper(index - 1), hi = hist_upper(index);

	return (int64_t)(2 * lo * hi / (lo + hi) * (double)h->scale + 0.5);
}

static int64_t
within(int64_t v, int64_t lo, int64_t hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

/* ceil(n * num / den) without overflow for n up to 2^53. */
static int64_t
rank_of(int64_t n, int64_t num, int64_t den)
{
	int64_t rank = n / den * num + (n % den * num + den - 1) / den;

	return within(rank, 1, n);
}

/* The bucket that holds the left-th value of those in buckets, from 1. */
static int
bucket_of(const struct hist *h, int64_t left)
{
	const uint16_t *low = h->bucket + (h->lowest - h->first);
	int i, n = h->highest - h->lowest;

	if (h->carry != NULL) {
		for (i = h->lowest; i < h->highest; i++)
			if ((left -= get(h, i)) <= 0)
				break;
		return i;
	}
	for (i = 0; i < n; i++)
		if ((left -= low[i]) <= 0)
			break;
	return h->lowest + i;
}

int64_t
hist_quantile(const struct hist *h, int64_t num, int64_t den)
{
	int64_t left;

	if (h->n <= 0)
		return 0;
	left = rank_of(h->n, num, den);
	/* The outermost two are known exactly. */
	if (left == h->n)
		return h->max;
	if (left == 1)
		return h->min;
	left -= h->zero;
	if (left <= 0)
		return within(0, h->min, h->max);
	return within(hist_middle(h, bucket_of(h, left)), h->min, h->max);
}

int64_t
hist_mean(const struct hist *h)
{
	return h->n > 0 ? h->sum / h->n : 0;
}
