/*
 * Families stand together, each under its type; no series comes twice; counters
 * and buckets are not below zero, and buckets add up.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "expose.h"
#include "metric.h"
#include "shown.h"

#define SERIES 8192
#define FAMILIES 512

enum type { NONE, COUNTER, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM };

static struct {
	int is_open;		/* OpenMetrics */
	struct slice family;	/* under way */
	enum type type;
	struct slice families[FAMILIES];
	size_t nfamilies;
	uint64_t seen[SERIES];	/* hashes of the series so far, 0: none */
	size_t nseen;
	struct slice buckets;	/* of which series, without le */
	double last, bound;	/* its last bucket */
	int whole;		/* which was +Inf */
} at;

static uint64_t
hash(struct slice s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return h | 1;
}

static void
note_series(struct slice name, struct slice line)
{
	uint64_t h = hash(name);
	size_t i = h % SERIES;

	while (at.seen[i] != 0 && at.seen[i] != h)
		i = (i + 1) % SERIES;
	if (at.seen[i] == h)
		wrong("a series that comes twice", line);
	at.seen[i] = h;
	if (++at.nseen == SERIES)
		wrong("more series than can be counted", line);
}

static int
is_name(struct slice s)
{
	return s.n > 0 && (s.p[0] < '0' || s.p[0] > '9') &&
	    slice_only(s, SLICE(ALNUM "_"));
}

static void
begin_family(struct slice name, struct slice line)
{
	size_t i;

	if (!is_name(name) || !slice_starts(name, SLICE(METRIC_PREFIX)))
		wrong("no name of a family", line);
	for (i = 0; i < at.nfamilies; i++)
		if (slice_eq(at.families[i], name))
			wrong("a family that comes twice", line);
	if (at.nfamilies == FAMILIES)
		wrong("more families than can be counted", line);
	at.families[at.nfamilies++] = at.family = name;
	at.type = NONE;
	at.buckets.n = 0;
}

static enum type
type_of(struct slice word, struct slice line)
{
	static const struct slice words[] = { SLICE_INIT("counter"),
		SLICE_INIT("gauge"), SLICE_INIT("histogram"),
		SLICE_INIT("gaugehistogram") };
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (slice_eq(word, words[i]))
			break;
	if (i == COUNT(words) || (i == 3 && !at.is_open))
		wrong("no type", line);
	return (enum type)(i + 1);
}

static void
comment(struct slice line)
{
	struct slice rest = line, word, name;

	if (!slice_skip(&rest, SLICE("# ")))
		wrong("no comment", line);
	word = slice_cut(&rest, ' ');
	name = slice_cut(&rest, ' ');
	if (slice_eq(word, SLICE("HELP"))) {
		begin_family(name, line);
		shown_text(rest);
		return;
	}
	if (!slice_eq(name, at.family))
		wrong("a comment on another family", line);
	if (slice_eq(word, SLICE("TYPE")))
		at.type = type_of(rest, line);
	else if (!at.is_open || !slice_eq(word, SLICE("UNIT")) ||
	    !slice_ends(name, rest))
		wrong("no comment", line);
}

/* Takes name="value" off *s; le is set where it is the label of that name. */
static void
take_label(struct slice *s, struct slice *le, struct slice line)
{
	struct slice name = slice_cut(s, '='), value;

	if (!is_name(name) || !slice_skip(s, SLICE("\"")))
		wrong("no label", line);
	value = *s;
	while (s->n > 0 && s->p[0] != '"') {
		if (s->p[0] == '\\' && (s->n < 2 ||
		    slice_find(SLICE("\\\"n"), s->p[1]) == 3))
			wrong("no escape", line);
		*s = slice_from(*s, s->p[0] == '\\' ? 2 : 1);
	}
	value.n -= s->n;
	if (!slice_skip(s, SLICE("\"")))
		wrong("a label without an end", line);
	if (slice_eq(name, SLICE("le")))
		*le = value;
}

/* Labels, if there are any; what stands before le goes into *before. */
static struct slice
take_labels(struct slice *s, struct slice *before, struct slice line)
{
	struct slice le = { NULL, 0 };

	if (!slice_skip(s, SLICE("{")))
		return le;
	for (;;) {
		if (le.p != NULL)
			wrong("a label behind le", line);
		before->n = (size_t)(s->p - before->p);
		take_label(s, &le, line);
		if (slice_skip(s, SLICE("}")))
			return le;
		if (!slice_skip(s, SLICE(",")))
			wrong("labels without a comma", line);
	}
}

static double
value_of(struct slice s, struct slice line)
{
	char text[64], *end;
	double v;

	if (slice_eq(s, SLICE("NaN")))
		return NAN;
	if (slice_eq(s, SLICE("+Inf")) || slice_eq(s, SLICE("-Inf")))
		return s.p[0] == '-' ? -INFINITY : INFINITY;
	if (s.n == 0 || s.n >= sizeof(text) ||
	    !slice_only(s, SLICE(DIGITS ".e+-")))
		wrong("no value", line);
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	v = strtod(text, &end);
	if (*end != '\0')
		wrong("no value", line);
	return v;
}

/* One more bucket: the bounds go up, and so do the counts. */
static void
bucket(struct slice series, struct slice le, double v, struct slice line)
{
	double bound = value_of(le, line);

	if (!slice_eq(series, at.buckets)) {
		at.buckets = series;
		at.last = 0;
		at.bound = -INFINITY;
	}
	if (!(bound > at.bound) || !(v >= at.last))
		wrong("buckets that go down", line);
	at.bound = bound;
	at.last = v;
	at.whole = bound == INFINITY;
}

/* What a series is of its family, by what stands behind its name. */
static void
check_value(struct slice suffix, double v, struct slice line)
{
	int plain = suffix.n == 0, gauge = at.is_open &&
	    at.type == GAUGE_HISTOGRAM;

	if (at.is_open && slice_eq(suffix, SLICE("_created")))
		return;
	if (at.type == GAUGE ? !plain : at.type != COUNTER ?
	    !slice_eq(suffix, gauge ? SLICE("_gsum") : SLICE("_sum")) &&
	    !slice_eq(suffix, gauge ? SLICE("_gcount") : SLICE("_count")) :
	    !slice_eq(suffix, at.is_open ? SLICE("_total") : SLICE("")))
		wrong("a series of another type", line);
	if (at.type != GAUGE && v < 0)
		wrong("a count below zero", line);
	if (slice_ends(suffix, SLICE("count")) &&
	    (!at.whole || v != at.last))
		wrong("not as many as in all buckets", line);
}

static void
series(struct slice line)
{
	struct slice rest, name, le, before, suffix;
	double v;

	name = (struct slice){ line.p, 0 };
	while (name.n < line.n && line.p[name.n] != '{' &&
	    line.p[name.n] != ' ')
		name.n++;
	suffix = name;
	if (at.type == NONE || !is_name(name) ||
	    !slice_skip(&suffix, at.family))
		wrong("a series without a family", line);
	rest = slice_from(line, name.n);
	before = line;
	le = take_labels(&rest, &before, line);
	note_series((struct slice){ line.p, line.n - rest.n }, line);
	if (!slice_skip(&rest, SLICE(" ")))
		wrong("no blank before the value", line);
	v = value_of(rest, line);
	if (le.p == NULL)
		check_value(suffix, v, line);
	else if (at.type < HISTOGRAM || !slice_eq(suffix, SLICE("_bucket")))
		wrong("a bucket of no histogram", line);
	else
		bucket(before, le, v, line);
}

void
expose_lines(struct slice body, int is_open)
{
	int ended = 0;

	if (at.nseen > 0)
		memset(at.seen, 0, sizeof(at.seen));
	at.nseen = at.nfamilies = 0;
	at.is_open = is_open;
	at.family = at.buckets = SLICE("");
	at.type = NONE;
	shown_text(body);
	if (body.n > 0 && body.p[body.n - 1] != '\n')
		wrong("a line without an end", body);
	while (body.n > 0) {
		struct slice line = slice_cut(&body, '\n');

		if (ended)
			wrong("something behind the end", line);
		ended = is_open && slice_eq(line, SLICE("# EOF"));
		if (ended)
			continue;
		if (slice_starts(line, SLICE("#")))
			comment(line);
		else
			series(line);
	}
	if (ended != is_open)
		wrong("no end", body);
}
