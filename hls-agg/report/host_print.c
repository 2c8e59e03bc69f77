/*
 * Records, rows and JSON from the same few facts of a host.
 */
#include "host_print.h"
#include "merge/fleet.h"
#include "record.h"
#include "row.h"
#include "text/text.h"

/* Rows of hosts that are not as they should be. */
#define TROUBLED_SHOWN 12

/* The time of all that has gone on since its newest block. */
static int64_t
age_of(const struct fleet *f, const struct host *h)
{
	return h->anchored ? f->elapsed_us - h->anchor_us -
	    h->now.elapsed_us : 0;
}

/* The clock that is most ahead: the others are behind it. */
static int64_t
offset_of(const struct fleet *f, const struct host *h)
{
	int64_t least = h->offset_us;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->host[i].timed && f->host[i].offset_us < least)
			least = f->host[i].offset_us;
	return h->offset_us - least;
}

static void
put_record(const struct report *r, struct sbuf *b, const struct host *h)
{
	record_begin(b, r->figures->at.tick_us, SLICE("-"), "host");
	put_str(b, "name", host_name(h));
	put_str(b, "state", host_word(h->state));
	if (h->blocks > 0)
		put_micro(b, "age", age_of(r->judge->fleet, h));
	put_int(b, "blocks", h->blocks);
	put_int(b, "lost", h->lost);
	put_int(b, "refused", h->refused);
	put_int(b, "garbled", h->garbled);
	put_int(b, "restarts", h->restarts);
	if (h->timed)
		put_micro(b, "offset", offset_of(r->judge->fleet, h));
	if (host_end(h).n > 0)
		put_slice(b, "reason", host_end(h));
	if (h->unsure || h->uncertain)
		put_int(b, "inconclusive", 1);
	record_end(b);
}

void
host_records(const struct report *r, struct sbuf *b)
{
	size_t i;

	for (i = 0; r->judge->fleet != NULL && i < r->judge->fleet->n; i++)
		put_record(r, b, &r->judge->fleet->host[i]);
}

static int
is_troubled(const struct host *h)
{
	return h->state != HOST_ENDED || h->lost > 0 || h->refused > 0 ||
	    h->restarts > 0;
}

/* "hls-2: cut, 12 blocks, 1 refused" */
static void
put_troubled(const struct report *r, struct sbuf *b, const struct host *h)
{
	struct slice name = { host_name(h), strlen(host_name(h)) };
	int parts = 0;

	row_label(b, "");
	text_safe(b, name);
	sbuf_printf(b, ": %s", host_word(h->state));
	if (h->state == HOST_SILENT) {
		sbuf_str(b, " for ");
		text_duration(b, age_of(r->judge->fleet, h));
	}
	sbuf_str(b, "; ");
	row_some(b, &parts, h->blocks, h->blocks == 1 ? "block" : "blocks");
	if (h->blocks == 0) {
		row_join(b, &parts);
		sbuf_str(b, "no block");
	}
	row_some(b, &parts, h->lost, "lost");
	row_some(b, &parts, h->refused, "refused");
	row_some(b, &parts, h->garbled, "lines garbled");
	row_some(b, &parts, h->restarts, h->restarts == 1 ? "restart" :
	    "restarts");
	sbuf_char(b, '\n');
}

static void
put_states(const struct fleet *f, struct sbuf *b)
{
	static const enum host_state order[] = {
		HOST_ENDED, HOST_LIVE, HOST_SILENT, HOST_CUT, HOST_WAITING,
	};
	int parts = 0;
	size_t i;

	row_label(b, "Hosts");
	sbuf_printf(b, "%zu: ", f->n);
	for (i = 0; i < COUNT(order); i++)
		row_some(b, &parts, (int64_t)fleet_count(f, order[i]),
		    host_word(order[i]));
	sbuf_char(b, '\n');
}

static void
put_clocks(const struct fleet *f, struct sbuf *b)
{
	const struct host *worst = NULL;
	int64_t most = 0;
	size_t i, n = 0;

	for (i = 0; i < f->n; i++) {
		const struct host *h = &f->host[i];

		n += (size_t)h->timed;
		if (!h->timed || offset_of(f, h) < most)
			continue;
		worst = h;
		most = offset_of(f, h);
	}
	if (n < 2)
		return;
	row_label(b, "Clocks");
	sbuf_str(b, "apart by ");
	text_time(b, most);
	sbuf_str(b, " or less, ways included; most behind: ");
	text_safe(b, slice_str(host_name(worst)));
	sbuf_char(b, '\n');
}

void
host_rows(const struct report *r, struct sbuf *b)
{
	const struct fleet *f = r->judge->fleet;
	size_t i, n = 0;

	if (f == NULL)
		return;
	put_states(f, b);
	for (i = 0; i < f->n; i++) {
		if (!is_troubled(&f->host[i]))
			continue;
		if (++n <= TROUBLED_SHOWN)
			put_troubled(r, b, &f->host[i]);
	}
	if (n > TROUBLED_SHOWN) {
		row_label(b, "");
		sbuf_printf(b, "and %zu others\n", n - TROUBLED_SHOWN);
	}
	put_clocks(f, b);
}

static void
put_member(struct sbuf *b, const char *key, int64_t v)
{
	sbuf_printf(b, ", \"%s\": %lld", key, (long long)v);
}

static void
put_object(const struct fleet *f, struct nest *j, const struct host *h)
{
	struct sbuf *b = j->out;

	nest_item(j);
	sbuf_str(b, "{\"name\": ");
	nest_text(j, slice_str(host_name(h)));
	sbuf_printf(b, ", \"state\": \"%s\"", host_word(h->state));
	put_member(b, "blocks", h->blocks);
	put_member(b, "lost", h->lost);
	put_member(b, "refused", h->refused);
	put_member(b, "garbled", h->garbled);
	put_member(b, "restarts", h->restarts);
	if (h->timed) {
		sbuf_str(b, ", \"offset\": ");
		sbuf_micro(b, offset_of(f, h));
	}
	if (host_end(h).n > 0) {
		sbuf_str(b, ", \"reason\": ");
		nest_text(j, host_end(h));
	}
	sbuf_char(b, '}');
}

void
host_json(const struct report *r, struct nest *j)
{
	size_t i;

	if (r->judge->fleet == NULL)
		return;
	nest_key(j, "hosts");
	nest_list(j);
	for (i = 0; i < r->judge->fleet->n; i++)
		put_object(r->judge->fleet, j, &r->judge->fleet->host[i]);
	nest_list_end(j);
}
