/*
 * Exporters by their number, and how a scrape ended.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ealloc.h"
#include "event/flow.h"
#include "redact.h"
#include "scrape.h"

#define NAME_MAX_BYTES 64
#define URL_MAX_BYTES 4096

/* What curl's exit status says; see EXIT CODES in curl(1). */
static const struct {
	int64_t code;
	const char *reason;
} codes[] = {
	{ 6, "dns" }, { 7, "refused" }, { 18, "closed" }, { 22, "http" },
	{ 28, "timeout" }, { 35, "tls" }, { 47, "http" }, { 52, "closed" },
	{ 55, "closed" }, { 56, "closed" }, { 58, "tls" }, { 59, "tls" },
	{ 60, "tls" }, { 77, "tls" }, { 83, "tls" }, { 90, "tls" },
	{ 91, "tls" },
};

/* The exporter that a record is of, or NULL. */
static struct exporter *
exporter_of(struct scrapes *all, const struct record *r, int make)
{
	struct exporter **e;
	int64_t n;

	if (!field_int(r->rest, "n", &n) || n < 1 || n > SCRAPE_EXPORTERS)
		return NULL;
	e = &all->exporter[n - 1];
	if (*e == NULL && make)
		*e = ezalloc(1, sizeof(**e));
	return *e;
}

static void
take_text(struct flow *flow, struct sbuf *to, const struct record *r,
    const char *key)
{
	struct slice v = SLICE("");

	flow->escaped.n = to->n = 0;
	field_get(r->rest, key, &v);
	unescape(&flow->escaped, v);
	redact(to, sbuf_view(&flow->escaped));
}

static int
same(struct slice escaped, const struct sbuf *text, struct sbuf *room)
{
	room->n = 0;
	escape(room, sbuf_view(text));
	return slice_eq(sbuf_view(room), escaped);
}

/* Another run's exporter with this number, in one file after the other. */
static void
on_begin(struct scrapes *all, struct flow *flow, const struct record *r)
{
	struct exporter *e = exporter_of(all, r, 1);
	struct slice name, url = SLICE("");

	if (e == NULL || !field_get(r->rest, "name", &name))
		return;
	field_get(r->rest, "url", &url);
	if (!same(name, &e->name, &flow->escaped) ||
	    !same(url, &e->url, &flow->escaped))
		exporter_forget(e);
	take_text(flow, &e->name, r, "name");
	take_text(flow, &e->url, r, "url");
	if (e->name.n > 0 && e->name.n <= NAME_MAX_BYTES &&
	    e->url.n <= URL_MAX_BYTES)
		exporter_begin(e);
}

static void
on_line(struct scrapes *all, struct flow *flow, const struct record *r)
{
	struct exporter *e = exporter_of(all, r, 0);
	struct slice text;

	if (e == NULL || !e->open || !field_get(r->rest, "text", &text))
		return;
	flow->escaped.n = 0;
	unescape(&flow->escaped, text);
	exporter_line(e, all->customs, r->time_us, sbuf_view(&flow->escaped));
}

/* Whether the scrape says anything of its exporter. */
static int
says_something(const struct record *r)
{
	struct slice reason;
	int64_t lost;

	if (field_int(r->rest, "lost", &lost) && lost > 0)
		return 0;
	return !field_get(r->rest, "reason", &reason) ||
	    slice_eq(reason, SLICE("timeout")) ||
	    slice_eq(reason, SLICE("size"));
}

/* Why there is no answer, as a field. NULL: there is one. */
static const char *
failure(const struct record *r, char *room, size_t size)
{
	struct slice reason;
	int64_t code;
	size_t i;

	if (field_get(r->rest, "reason", &reason))
		return slice_eq(reason, SLICE("size")) ? "size" : "timeout";
	if (!field_int(r->rest, "code", &code))
		return "signal";
	if (code == 0)
		return NULL;
	for (i = 0; i < COUNT(codes); i++)
		if (codes[i].code == code)
			return codes[i].reason;
	snprintf(room, size, "curl_%lld", (long long)code);
	return room;
}

static struct sbuf *
begin_event(struct flow *flow, const struct exporter *e, const struct record *r,
    int64_t time_us)
{
	struct sbuf *b = &flow->out.buf;
	int64_t n = 0;

	field_int(r->rest, "n", &n);
	record_begin(b, time_us, r->subject, "origin");
	put_slice(b, "name", sbuf_view(&e->name));
	put_int(b, "n", n);
	put_slice(b, "url", sbuf_view(&e->url));
	return b;
}

static void
put_failure(struct flow *flow, struct exporter *e, const struct record *r,
    const char *why)
{
	struct sbuf *b = begin_event(flow, e, r, r->time_us);

	put_int(b, "up", 0);
	put_str(b, "reason", why);
	record_end(b);
	exporter_forget(e);
}

static void
put_answer(const struct scrapes *all, struct flow *flow, struct exporter *e,
    const struct record *r)
{
	struct sbuf *b = begin_event(flow, e, r, e->now.time_us);
	int64_t us;

	put_int(b, "up", 1);
	if (field_micro(r->rest, "time", &us))
		put_duration(flow, b, "time", us);
	put_int(b, "lines", e->now.lines);
	if (e->now.bad > 0)
		put_int(b, "bad", e->now.bad);
	exporter_put(e, all->customs, b);
	record_end(b);
	exporter_keep(e);
}

static void
on_end(struct scrapes *all, struct flow *flow, const struct record *r)
{
	struct exporter *e = exporter_of(all, r, 0);
	const char *why;
	char room[32];

	if (e == NULL || !e->open)
		return;
	e->open = 0;
	if (!says_something(r))
		return;
	why = failure(r, room, sizeof(room));
	if (why == NULL)
		why = exporter_fault(e);
	if (why != NULL)
		put_failure(flow, e, r, why);
	else
		put_answer(all, flow, e, r);
}

int
scrape_record(struct scrapes *all, struct flow *flow, const struct record *r)
{
	if (slice_eq(r->kind, SLICE("scrape_line")))
		on_line(all, flow, r);
	else if (slice_eq(r->kind, SLICE("scrape")))
		on_begin(all, flow, r);
	else if (slice_eq(r->kind, SLICE("scrape_end")))
		on_end(all, flow, r);
	else
		return 0;
	return 1;
}

void
scrape_free(struct scrapes *s)
{
	size_t i;

	for (i = 0; i < SCRAPE_EXPORTERS; i++) {
		if (s->exporter[i] == NULL)
			continue;
		exporter_free(s->exporter[i]);
		free(s->exporter[i]);
	}
	*s = (struct scrapes){ 0 };
}
