/*
 * A table of the actions and one small reader for each.
 */
#include "action.h"
#include "clock.h"
#include "num.h"
#include "record.h"

#define LONGEST_US (3600 * SECOND_US)
/* Keeps rate times time within 64 bits. */
#define FASTEST (INT64_C(1) << 30)

static int
read_duration(struct slice value, int64_t *us)
{
	return num_duration(value, us) == 0 && *us <= LONGEST_US ? 0 : -1;
}

/* A place in the body: half of it where none is given. */
static int
read_place(struct slice value, int64_t *at)
{
	*at = AT_HALF;
	return value.n == 0 ? 0 : num_size(value, at);
}

static int
read_delay(struct fault *f, struct slice value)
{
	return read_duration(value, &f->delay_us);
}

static int
read_rate(struct fault *f, struct slice value)
{
	return num_size(value, &f->rate_bytes) == 0 && f->rate_bytes > 0 &&
	    f->rate_bytes <= FASTEST ? 0 : -1;
}

static int
read_status(struct fault *f, struct slice value)
{
	int64_t v;

	if (num_int(value, 200, 599, &v) != 0)
		return -1;
	f->status = (int)v;
	return 0;
}

static int
read_reset(struct fault *f, struct slice value)
{
	f->cut = CUT_RESET;
	return read_place(value, &f->cut_at);
}

static int
read_truncate(struct fault *f, struct slice value)
{
	f->cut = CUT_TRUNCATE;
	return read_place(value, &f->cut_at);
}

static int
read_stall(struct fault *f, struct slice value)
{
	size_t at = slice_find(value, '@');
	struct slice place = slice_from(value, at);

	if (place.n == 1)
		return -1;
	if (place.n > 0)
		place = slice_from(place, 1);
	value.n = at;
	return read_duration(value, &f->stall_us) == 0 ?
	    read_place(place, &f->stall_at) : -1;
}

static int
read_http10(struct fault *f, struct slice value)
{
	f->http10 = f->close = 1;
	return value.n == 0 ? 0 : -1;
}

static int
read_ago(struct fault *f, struct slice value)
{
	return read_duration(value, &f->ago_us);
}

/* Unescapes into b; -1 when a control byte would break the header line. */
static int
read_text(struct sbuf *b, struct slice value)
{
	size_t i, from = b->n;

	unescape(b, value);
	for (i = from; i < b->n; i++)
		if ((unsigned char)b->p[i] < ' ')
			return -1;
	return b->n > from ? 0 : -1;
}

static int
read_redirect(struct fault *f, struct slice value)
{
	return read_text(&f->redirect, value);
}

static int
read_type(struct fault *f, struct slice value)
{
	return read_text(&f->type, value);
}

static int
read_line(struct fault *f, struct slice value)
{
	return read_text(&f->line, value);
}

static int
read_without(struct fault *f, struct slice value)
{
	return read_text(&f->without, value);
}

static int
read_header(struct fault *f, struct slice value)
{
	size_t colon = slice_find(value, ':');

	if (colon == 0 || colon == value.n)
		return -1;
	if (read_text(&f->headers, value) != 0)
		return -1;
	sbuf_str(&f->headers, "\r\n");
	return 0;
}

static int
read_body(struct fault *f, struct slice value)
{
	f->fake = slice_eq(value, SLICE("empty")) ? FAKE_EMPTY :
	    slice_eq(value, SLICE("garbage")) ? FAKE_GARBAGE :
	    slice_eq(value, SLICE("html")) ? FAKE_HTML : FAKE_NONE;
	return f->fake == FAKE_NONE ? -1 : 0;
}

int
action_read(struct fault *f, struct slice key, struct slice value)
{
	static const struct {
		const char *name;
		size_t flag;	/* where read is NULL: an int of the fault */
		int (*read)(struct fault *, struct slice);
	} tab[] = {
		{ "delay", 0, read_delay }, { "rate", 0, read_rate },
		{ "status", 0, read_status }, { "reset", 0, read_reset },
		{ "truncate", 0, read_truncate }, { "stall", 0, read_stall },
		{ "redirect", 0, read_redirect }, { "header", 0, read_header },
		{ "body", 0, read_body }, { "http10", 0, read_http10 },
		{ "ago", 0, read_ago }, { "type", 0, read_type },
		{ "line", 0, read_line }, { "without", 0, read_without },
		{ "chunked", offsetof(struct fault, chunked), NULL },
		{ "close", offsetof(struct fault, close), NULL },
		{ "drop", offsetof(struct fault, drop), NULL },
		{ "stale", offsetof(struct fault, stale), NULL },
	};
	size_t i;

	for (i = 0; i < COUNT(tab); i++) {
		if (!slice_eq(key, slice_str(tab[i].name)))
			continue;
		sbuf_str(&f->names, f->names.n > 0 ? "," : "");
		sbuf_str(&f->names, tab[i].name);
		if (tab[i].read != NULL)
			return tab[i].read(f, value);
		*(int *)((char *)f + tab[i].flag) = 1;
		return value.n == 0 ? 0 : -1;
	}
	return -1;
}
