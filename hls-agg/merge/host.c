/*
 * What is kept of a host between two of its blocks.
 */
#include <stdlib.h>

#include "clock.h"
#include "die.h"
#include "figures/figures.h"
#include "host.h"
#include "human.h"
#include "record.h"
#include "sum/sum.h"
#include "vocabulary.h"

/* Clocks that NTP keeps are nearer, and so is what comes by ssh. */
#define CLOCK_US (2 * SECOND_US)

/* A pipeline that begins anew for ever is in doubt for a few reasons. */
#define DOUBTED_BYTES 4096

void
host_init(struct host *h, const char *path)
{
	*h = (struct host){ .path = path };
	told_init(&h->now);
}

void
host_free(struct host *h)
{
	told_free(&h->now);
	run_free(&h->run);
	sbuf_free(&h->parts);
	sbuf_free(&h->earlier);
	sbuf_free(&h->origins);
	sbuf_free(&h->end);
	sbuf_free(&h->ended);
	sbuf_free(&h->doubt);
	sbuf_free(&h->doubted);
}

int
host_is_before(const struct host *h, int64_t us, const struct host *other,
    int64_t other_us)
{
	return us != other_us ? us < other_us :
	    h->in_round < other->in_round;
}

struct slice
host_end(const struct host *h)
{
	struct slice now = sbuf_view(&h->end), ended = sbuf_view(&h->ended);

	return end_is_worse(ended, now) ? ended : now;
}

void
host_keep_end(struct host *h)
{
	struct slice end = host_end(h);

	h->uncertain |= h->unsure;
	/* The first ones are enough. */
	if (h->doubted.n < DOUBTED_BYTES)
		sbuf_slice(&h->doubted, sbuf_view(&h->doubt));
	if (end.p == h->end.p && end.n > 0) {
		h->ended.n = 0;
		sbuf_slice(&h->ended, end);
	}
}

/* A pipeline that begins anew for ever must not take all memory. */
static void
keep_parts(struct host *h)
{
	if (h->parts.n <= BLOCK_MAX_BYTES - h->earlier.n) {
		sbuf_slice(&h->earlier, sbuf_view(&h->parts));
		return;
	}
	if (!h->parted)
		msg("%s: began anew too often: its parts of the swarm are "
		    "told without some of its pipelines", host_name(h));
	h->parted = 1;
}

void
host_restart(struct host *h)
{
	keep_parts(h);
	h->cut += h->end.n == 0;
	host_keep_end(h);
	h->parts.n = 0;
	tally_clear(&h->now.tally);
	h->now.n = h->now.elapsed_us = 0;
	h->faults = (struct faults){ 0 };
	h->over = h->crowded = 0;
	h->stopping = 0;
	h->anchored = 0;
	h->restarts++;
}

static void
take_gauges(struct host *h, const struct block *b)
{
	struct slice rest;
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (!block_find(b, "-", metric_section(&metrics[id]), &rest))
			rest = SLICE("");
		gauge_read(h->gauge, id, rest);
	}
}

static void
take_faults(struct host *h, const struct block *b, struct faults *all)
{
	struct sbuf text = { 0 };
	struct slice rest, s;
	int64_t count;
	size_t i = 0;

	while (block_each(b, "fault", &i, &rest)) {
		if (!field_get(rest, "text", &s) ||
		    !field_int(rest, "count", &count) || count <= 0 ||
		    count > TOLD_MAX)
			continue;
		text.n = 0;
		unescape(&text, s);
		s = sbuf_view(&text);
		fault_add(all, s, fault_raise(&h->faults, s, count));
	}
	sbuf_free(&text);
}

static void
take_text(struct sbuf *text, const struct block *b, struct slice kind,
    const char *key)
{
	struct slice rest, s;

	text->n = 0;
	if (block_find(b, "-", kind, &rest) && field_get(rest, key, &s))
		unescape(text, s);
}

/*
 * What the host itself says against its figures. While a run goes on its
 * verdict is inconclusive anyway.
 */
static void
take_doubt(struct host *h, const struct block *b)
{
	struct slice rest, s;
	size_t i = 0;

	h->doubt.n = 0;
	while (block_each(b, "evidence", &i, &rest)) {
		if (!field_get(rest, "text", &s))
			continue;
		unescape(&h->doubt, s);
		sbuf_char(&h->doubt, '\n');
	}
	h->unsure = h->end.n > 0 &&
	    block_find(b, "-", SLICE("verdict"), &rest) &&
	    field_get(rest, "state", &s) &&
	    slice_eq(s, slice_str(verdict_states[VERDICT_INCONCLUSIVE]));
	/* A merge of others says which of them are. */
	i = 0;
	while (block_each(b, "host", &i, &rest))
		h->unsure |= field_get(rest, "inconclusive", &s);
	if (h->unsure && h->doubt.n == 0)
		sbuf_str(&h->doubt, "inconclusive\n");
}

void
host_take(struct host *h, struct told *t, const struct block *b,
    struct faults *all)
{
	struct told old = h->now;
	struct slice rest;

	if (h->now.n > 0)
		h->lost = sum_add(h->lost, t->n - h->now.n - 1);
	h->now = *t;
	*t = old;
	h->blocks++;
	if (block_find(b, "-", SLICE("run"), &rest))
		run_read(&h->run, rest);
	take_gauges(h, b);
	take_faults(h, b, all);
	take_text(&h->end, b, SLICE("end"), "reason");
	take_doubt(h, b);
}

/* It only ever grows. */
static void
raise_to(int64_t *known, int64_t *all, int64_t count)
{
	if (count <= *known || count > TOLD_MAX)
		return;
	*all = sum_add(*all, count - *known);
	*known = count;
}

void
host_uncounted(struct host *h, const struct block *b, struct figures *all)
{
	struct slice rest, what, why;
	int64_t count;
	size_t i = 0;

	while (block_each(b, "unmeasured", &i, &rest)) {
		if (!field_get(rest, "what", &what) ||
		    !field_get(rest, "why", &why) ||
		    !field_int(rest, "count", &count))
			continue;
		if (slice_eq(what, SLICE("clients")) &&
		    slice_eq(why, SLICE("limit")))
			raise_to(&h->crowded, &all->crowded, count);
		else if (slice_eq(what, SLICE("figures")) &&
		    slice_eq(why, SLICE("range")))
			raise_to(&h->over, &all->over, count);
	}
}

void
host_tell_clock(struct host *h)
{
	int64_t off_us = h->offset_us < 0 ? sum_less(0, h->offset_us) :
	    h->offset_us;

	if (h->clock_told || off_us < CLOCK_US)
		return;
	h->clock_told = 1;
	msg("%s: its clock is %s %s this machine's", host_name(h),
	    human_time(off_us).s, h->offset_us > 0 ? "behind" : "ahead of");
}

const char *
host_word(enum host_state state)
{
	static const char *const words[] = {
		[HOST_WAITING] = "waiting", [HOST_LIVE] = "live",
		[HOST_SILENT] = "silent", [HOST_ENDED] = "ended",
		[HOST_CUT] = "cut",
	};

	return words[state];
}

const char *
host_name(const struct host *h)
{
	return h->name[0] != '\0' ? h->name : h->path;
}

/* What a host's state alone says against the sum, at the end. */
static const char *
trouble(const struct host *h)
{
	switch (h->state) {
	case HOST_WAITING:
		return "never came";
	case HOST_LIVE:
	case HOST_CUT:
		return "its stream has no end";
	case HOST_SILENT:
		return "fell silent";
	case HOST_ENDED:
		break;
	}
	return NULL;
}

static void
put_reason(struct sbuf *why, const struct host *h, struct slice text)
{
	if (why == NULL)
		return;
	if (why->n > 0)
		sbuf_str(why, "; ");
	sbuf_str(why, host_name(h));
	sbuf_str(why, ": ");
	sbuf_slice(why, text);
}

static void
put_reasons(struct sbuf *why, const struct host *h, struct slice lines)
{
	while (lines.n > 0)
		put_reason(why, h, slice_cut(&lines, '\n'));
}

int
host_doubt(const struct host *h, int over, struct sbuf *why)
{
	const char *text = over ? trouble(h) : NULL;

	if (text != NULL)
		put_reason(why, h, slice_str(text));
	if (h->cut > 0)
		put_reason(why, h,
		    SLICE("its pipeline began anew without an end"));
	put_reasons(why, h, sbuf_view(&h->doubted));
	put_reasons(why, h, sbuf_view(&h->doubt));
	if (text != NULL || h->cut > 0 || h->unsure || h->uncertain)
		return 2;
	return h->doubt.n > 0 || h->doubted.n > 0;
}
