/*
 * Every line is a record of printable bytes and of the block's stamp; a block
 * ends with its number; counters do not go down, and those of a window or of
 * the parts of the swarm are no more than those of all; requests either came
 * through or failed; a sketch's buckets add up.
 */
#include <stdio.h>

#include "blocks.h"
#include "metric.h"
#include "num.h"
#include "record.h"
#include "shown.h"

#define DIMENSION_BYTES 16

static struct {
	int64_t n;		/* of the block before */
	int64_t all[METRICS];	/* its totals; -1: not told */
	int64_t most[METRICS];	/* the most of a window of this block */
	int64_t parts[METRICS];	/* the sum over a dimension of it */
	char dimension[DIMENSION_BYTES];
	int64_t stamp_us;	/* of this block; -1 before its first line */
	int started;		/* its window all is there */
	int counted;
} now;

static int is_begun[METRICS];

void
blocks_begin(void)
{
	now.n = 0;
	now.stamp_us = -1;
	now.dimension[0] = '\0';
	memset(is_begun, 0, sizeof(is_begun));
}

/* The first of each section, and the one behind its last; looked up once. */
static struct section {
	struct slice kind;
	unsigned first, end;
} sections[METRICS];
static size_t nsections;

static const struct section *
section_of(struct slice kind)
{
	static const struct section none = { .first = METRICS,
		.end = METRICS };
	struct section *s = sections;
	unsigned id;

	for (id = 0; id < METRICS && nsections == 0; id = s++->end)
		*s = (struct section){ metric_section(&metrics[id]), id,
			metric_end(id) };
	if (nsections == 0)
		nsections = (size_t)(s - sections);
	for (s = sections; s < sections + nsections; s++)
		if (slice_eq(s->kind, kind))
			return s;
	return &none;
}

/* Figures that say where something is, not how much of it there is. */
static int
may_be_negative(struct slice key)
{
	return slice_starts(key, SLICE("drift")) ||
	    slice_starts(key, SLICE("edge")) || slice_eq(key, SLICE("clock"));
}

/* The sums that a window or a part of the swarm has its share of. */
static void
check_share(unsigned id, int64_t v, struct slice subject, struct slice line)
{
	if (metrics[id].kind != METRIC_COUNTER)
		return;
	if (!slice_eq(subject, SLICE("all"))) {
		if (v > now.most[id])
			now.most[id] = v;
		return;
	}
	if (v < now.most[id])
		wrong("a window has more than all", line);
	if (is_begun[id] && v < now.all[id])
		wrong("a counter goes down", line);
	is_begun[id] = 1;
	now.all[id] = v;
	now.parts[id] = now.most[id] = 0;
}

static void
check_part(unsigned id, int64_t v, struct slice line)
{
	if (metrics[id].kind != METRIC_COUNTER)
		return;
	now.parts[id] += v;
	if (now.counted && now.parts[id] > now.all[id])
		wrong("parts are more than all", line);
}

/* The first part of another dimension: sums begin anew. */
static void
begin_part(struct slice by)
{
	struct slice dimension = slice_until(by, ':');

	if (dimension.n >= DIMENSION_BYTES ||
	    slice_eq(dimension, slice_str(now.dimension)))
		return;
	memcpy(now.dimension, dimension.p, dimension.n);
	now.dimension[dimension.n] = '\0';
	memset(now.parts, 0, sizeof(now.parts));
}

/* The figures of a window; their keys stand in the catalogue's order. */
static void
check_figures(const struct record *r, struct slice line)
{
	const struct section *s = section_of(r->kind);
	struct slice rest = r->rest, by = SLICE("");
	unsigned id = s->first;
	struct field f;
	int64_t v;

	while (field_next(&rest, &f)) {
		if (slice_eq(f.key, SLICE("by"))) {
			begin_part(by = f.value);
			continue;
		}
		if (!may_be_negative(f.key))
			shown_number(f.value, line);
		while (id < s->end &&
		    !slice_eq(slice_str(metric_key(&metrics[id])), f.key))
			id++;
		if (id == s->end) {
			id = s->first;
			continue;
		}
		/* At the end of its range it is one that nobody reads. */
		if (slice_starts(f.value, SLICE("9223372036854")))
			continue;
		if (metric_read(metrics[id].unit, f.value, &v) != 0)
			wrong("a figure that is none", line);
		if (by.n > 0)
			check_part(id, v, line);
		else
			check_share(id, v, r->subject, line);
	}
}

static int64_t
number(struct slice rest, const char *key, struct slice line)
{
	int64_t v;

	if (!field_int(rest, key, &v) || v < 0)
		wrong("a sketch without a number", line);
	return v;
}

static void
check_sketch(struct slice rest, struct slice line)
{
	int64_t n = number(rest, "n", line), sum = number(rest, "zero", line);
	int64_t low = number(rest, "min", line), last = INT64_MIN, index, v;
	struct slice b;

	if (low > number(rest, "max", line) ||
	    number(rest, "clamped", line) > n)
		wrong("a sketch at odds with itself", line);
	if (n > 0 && number(rest, "sum", line) < low)
		wrong("a sum of less than one value", line);
	if (!field_get(rest, "b", &b))
		b = SLICE("");
	while (b.n > 0) {
		struct slice one = slice_cut(&b, ',');

		if (num_int(slice_cut(&one, ':'), -10000, 10000, &index) != 0 ||
		    index <= last || num_int(one, 1, INT64_MAX, &v) != 0)
			wrong("no bucket", line);
		last = index;
		sum += v;
	}
	if (sum != n)
		wrong("buckets that do not add up", line);
}

/* In all the requests of each type. */
static void
check_transactions(struct slice line)
{
	int64_t requests = 0, bytes = 0;
	int t;

	for (t = 0; t < T_TYPES; t++) {
		const int64_t *v = &now.all[transaction_first[t]];
		int64_t ended = v[M_PLAYLIST_REQUESTS - M_PLAYLIST_COUNT];

		if (!is_begun[transaction_first[t]])
			continue;
		if (v[0] + v[M_PLAYLIST_FAIL - M_PLAYLIST_COUNT] != ended)
			wrong("requests that neither came nor failed", line);
		if (v[M_PLAYLIST_REUSED - M_PLAYLIST_COUNT] > ended ||
		    v[M_PLAYLIST_DENIED - M_PLAYLIST_COUNT] >
		    v[M_PLAYLIST_FAIL - M_PLAYLIST_COUNT])
			wrong("more than there were", line);
		requests += ended;
		bytes += v[M_PLAYLIST_BYTES - M_PLAYLIST_COUNT];
	}
	if (requests != now.all[M_HTTP_REQUESTS])
		wrong("requests of no type", line);
	if (bytes > now.all[M_HTTP_BYTES])
		wrong("more bytes by type than in all", line);
}

static void
end_block(struct slice rest, struct slice line)
{
	if (number(rest, "n", line) != ++now.n)
		wrong("not the number of the block", line);
	if (!now.started)
		wrong("a block without figures of all", line);
	if (now.counted)
		check_transactions(line);
	now.stamp_us = -1;
	now.dimension[0] = '\0';
	memset(now.parts, 0, sizeof(now.parts));
	memset(now.most, 0, sizeof(now.most));
}

static int
is_window(struct slice subject)
{
	return slice_eq(subject, SLICE("all")) ||
	    slice_eq(subject, SLICE("steady")) ||
	    (slice_ends(subject, SLICE("s")) &&
	    slice_only((struct slice){ subject.p, subject.n - 1 },
	    SLICE(DIGITS)));
}

/* What hls-agg makes up itself of the swarm: no text of the events. */
static int
is_numeric(struct slice kind)
{
	return slice_eq(kind, SLICE("clients")) ||
	    slice_eq(kind, SLICE("viewers")) ||
	    slice_eq(kind, SLICE("inflight")) ||
	    slice_eq(kind, SLICE("qoe")) || slice_eq(kind, SLICE("startup")) ||
	    slice_eq(kind, SLICE("phase"));
}

static void
check_swarm(const struct record *r, struct slice line)
{
	struct slice rest = r->rest;
	struct field f;

	while (is_numeric(r->kind) && field_next(&rest, &f))
		if (!may_be_negative(f.key))
			shown_number(f.value, line);
	if (slice_eq(r->kind, SLICE("sketch")))
		check_sketch(r->rest, line);
	if (slice_eq(r->kind, SLICE("block")))
		end_block(r->rest, line);
}

static void
check_line(struct slice line)
{
	struct record r;

	shown_ascii(line);
	if (record_read(&r, line) != 0 || !record_valid(r.rest))
		wrong("no record", line);
	if (now.stamp_us == -1) {
		now.stamp_us = r.time_us;
		now.started = 0;
	}
	if (r.time_us != now.stamp_us)
		wrong("another stamp within a block", line);
	if (slice_eq(r.subject, SLICE("-"))) {
		check_swarm(&r, line);
		return;
	}
	if (!is_window(r.subject))
		wrong("no window", line);
	now.started |= slice_eq(r.subject, SLICE("all"));
	if (!slice_eq(r.kind, SLICE("origin")))
		check_figures(&r, line);
}

void
blocks_check(struct slice out, int counted)
{
	now.counted = counted;
	if (out.n > 0 && out.p[out.n - 1] != '\n')
		wrong("a line without an end", out);
	while (out.n > 0)
		check_line(slice_cut(&out, '\n'));
	if (now.stamp_us != -1)
		wrong("a block without an end", out);
}
