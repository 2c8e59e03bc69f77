/*
 * The mix of variants.
 */
#include "num.h"
#include "variants.h"
#include "wraps.h"

#define WEIGHT_MAX 1000000
#define HEIGHT_MAX 100000
/* 1 Tbit/s, in millionths, is within 63 bits. */
#define BANDWIDTH_MAX INT64_C(1000000000000)
#define MILLION 1000000

static const char *const names[] = {
	[VARIANT_HIGHEST] = "highest", [VARIANT_LOWEST] = "lowest",
	[VARIANT_FIRST] = "first", [VARIANT_ALL] = "all",
};

/* "2M", "1.5M", "800k", "800000", in powers of 1000. */
static int
bandwidth(struct slice s, int64_t *bits)
{
	int64_t times = 1, micro;

	if (s.n == 0)
		return -1;
	switch (s.p[s.n - 1]) {
	/* NOLINTNEXTLINE(bugprone-branch-clone): G is a thousand M */
	case 'G':
		times *= 1000;
		/* FALLTHROUGH */
	case 'M':
		times *= 1000;
		/* FALLTHROUGH */
	case 'k':
	case 'K':
		times *= 1000;
		s.n--;
	}
	if (num_micro(s, &micro) != 0 || micro <= 0 ||
	    micro > BANDWIDTH_MAX / times * MILLION)
		return -1;
	*bits = times >= MILLION ? micro * (times / MILLION) :
	    micro / (MILLION / times);
	return *bits > 0 ? 0 : -1;
}

/* What is wanted, by its name. */
static int
read_name(struct want *w, struct slice s)
{
	size_t i;

	if (s.n == 0 || s.n >= sizeof(w->name))
		return -1;
	memcpy(w->name, s.p, s.n);
	w->name[s.n] = '\0';
	for (i = 0; i < COUNT(names); i++)
		if (slice_eq(s, slice_str(names[i]))) {
			w->variant = (enum variant)i;
			return 0;
		}
	if (slice_skip(&s, SLICE("<="))) {
		w->variant = VARIANT_BANDWIDTH;
		return bandwidth(s, &w->limit);
	}
	w->variant = VARIANT_HEIGHT;
	if (s.p[s.n - 1] != 'p')
		return -1;
	s.n--;
	return num_int(s, 1, HEIGHT_MAX, &w->limit);
}

/* Offset of the "=" in front of the weight, or s.n. */
static size_t
weight_at(struct slice s)
{
	size_t from = slice_starts(s, SLICE("<=")) ? 2 : 0;

	return from + slice_find(slice_from(s, from), '=');
}

static const char *
read_want(struct want *w, struct slice s)
{
	size_t at = weight_at(s);

	*w = (struct want){ .weight = 1 };
	if (read_name(w, (struct slice){ s.p, at }) != 0)
		return "it is none of highest, lowest, first, all, a height "
		    "such as 720p, a bandwidth such as <=2M";
	if (at < s.n && num_int(slice_from(s, at + 1), 1, WEIGHT_MAX,
	    &w->weight) != 0)
		return "a weight is not a whole number (1 to 1000000)";
	return NULL;
}

const char *
variants_read(struct variants *v, const char *text)
{
	struct slice left = slice_str(text);
	const char *wrong;
	struct want w;
	size_t i;
	int more;

	*v = (struct variants){ .text = text };
	do {
		more = slice_find(left, ',') < left.n;
		wrong = read_want(&w, slice_cut(&left, ','));
		if (wrong != NULL)
			return wrong;
		for (i = 0; i < v->n; i++)
			if (strcmp(v->list[i].name, w.name) == 0)
				return "a mix has each kind once";
		if (v->n == WANTS_MOST)
			return "a mix has 16 kinds at most";
		v->list[v->n++] = w;
		v->weight += w.weight;
	} while (more);
	for (i = 0; i < v->n; i++)
		if (v->n > 1 && v->list[i].variant == VARIANT_ALL)
			return "\"all\" stands in no mix";
	return NULL;
}

WRAPS size_t
variants_pick(const struct variants *v, int64_t k)
{
	/* The fraction of k × (the square root of two - 1), in 32 bits. */
	uint64_t turn = ((uint64_t)k * UINT64_C(0x6a09e667f3bcc908)) >> 32;
	int64_t at = (int64_t)((turn * (uint64_t)v->weight) >> 32);
	size_t i;

	for (i = 0; i + 1 < v->n && at >= v->list[i].weight; i++)
		at -= v->list[i].weight;
	return i;
}

int
variants_all(const struct variants *v)
{
	return v->list[0].variant == VARIANT_ALL;
}
