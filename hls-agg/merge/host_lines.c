/*
 * The dimension host is not summed here: fleet.c knows it without loss.
 */
#include "figures/window.h"
#include "host_lines.h"
#include "record.h"
#include "told.h"

static void
keep(struct sbuf *lines, struct slice word, struct slice rest)
{
	sbuf_slice(lines, word);
	sbuf_char(lines, ' ');
	sbuf_slice(lines, rest);
	sbuf_char(lines, '\n');
}

/* With host= it was merged once already. */
static int
is_origin(const struct record *r)
{
	return slice_eq(r->kind, SLICE("origin")) &&
	    (slice_starts(r->rest, SLICE("name=")) ||
	    slice_starts(r->rest, SLICE("host="))) && record_valid(r->rest);
}

void
host_lines_keep(struct host *h, const struct block *b)
{
	const struct record *r;

	h->parts.n = h->origins.n = 0;
	for (r = b->record; r < b->record + b->n; r++)
		if (slice_eq(r->subject, SLICE(WINDOW_ALL)) &&
		    slice_starts(r->rest, SLICE("by=")))
			keep(&h->parts, r->kind, r->rest);
		else if (is_origin(r))
			keep(&h->origins, r->subject, r->rest);
}

/* The section of a name, or METRICS. */
static unsigned
find_section(struct slice name)
{
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id))
		if (slice_eq(metric_section(&metrics[id]), name))
			break;
	return id;
}

static void
add_record(struct fleet *f, struct slice line)
{
	struct parts *by = f->figures->by;
	unsigned i, id = find_section(slice_cut(&line, ' '));
	struct slice value;
	struct tally *t;
	uint16_t part;
	int d;

	if (id == METRICS || !field_get(line, "by", &value))
		return;
	d = dimension_find(slice_cut(&value, ':'));
	memset(f->gain.counter, 0, sizeof(f->gain.counter));
	if (d < 0 || d == BY_HOST ||
	    told_section(&f->gain, id, line, &f->figures->codes) != 0)
		return;
	by[d].counted = by[d].shown = 1;
	part = parts_number(&by[d], value);
	if (part == 0)
		return;
	t = &parts_at(&by[d], part)->tally;
	for (i = 0; i < TALLY_COUNTERS; i++)
		tally_count(t, i, f->gain.counter[i]);
}

static void
add_lines(struct fleet *f, struct slice lines)
{
	while (lines.n > 0)
		add_record(f, slice_cut(&lines, '\n'));
}

/* To be counted anew; the time it has covered goes on. */
static void
empty(struct tally *t)
{
	int64_t span_us = t->span_us;

	tally_clear(t);
	t->span_us = span_us;
}

void
host_lines_sum(struct fleet *f)
{
	struct parts *by = f->figures->by;
	size_t i;
	int d, k;

	for (d = 0; d < DIMENSIONS; d++)
		for (k = 0; d != BY_HOST && k < by[d].n; k++)
			empty(&by[d].part[k]->tally);
	for (i = 0; i < f->n; i++) {
		add_lines(f, sbuf_view(&f->host[i].earlier));
		add_lines(f, sbuf_view(&f->host[i].parts));
	}
}
