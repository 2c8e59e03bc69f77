/*
 * A ring of bytes. To make room it drops whole lines at its front and accounts
 * for them as the output queue does: the children's lines and their text,
 * nothing of the supervisor's.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "flight.h"
#include "lines.h"
#include "record.h"

/* Everything of a log line before its text, and all of a cut record. */
#define PEEK 256

/* Some of its bytes, which may be on both sides of its end. */
struct pieces {
	struct slice a, b;
};

static struct pieces
oldest(const struct flight *f, size_t size, size_t n)
{
	size_t first = size - f->head < n ? size - f->head : n;

	return (struct pieces){ { f->ring + f->head, first },
		{ f->ring, n - first } };
}

/* The length of the first line, its newline included. */
static size_t
line_length(const struct pieces *p)
{
	size_t n = slice_find(p->a, '\n');

	if (n == p->a.n)
		n += slice_find(p->b, '\n');
	return n + 1;
}

/* The beginning of a line in one piece, without its newline. */
static struct slice
peek(const struct pieces *p, char *buf)
{
	size_t a = p->a.n < PEEK ? p->a.n : PEEK;
	size_t b = p->b.n < PEEK - a ? p->b.n : PEEK - a;

	memcpy(buf, p->a.p, a);
	memcpy(buf + a, p->b.p, b);
	return (struct slice){ buf, slice_find((struct slice){ buf, a + b },
	    '\n') };
}

static void
add(struct flight *f, size_t size, struct slice s)
{
	size_t at = (f->head + f->used) % size;
	size_t first = size - at < s.n ? size - at : s.n;

	memcpy(f->ring + at, s.p, first);
	memcpy(f->ring, s.p + first, s.n - first);
	f->used += s.n;
}

/* Forgetting */

/* Accounts for a line that is not kept any more. */
static void
account(struct flight *f, const struct pieces *line)
{
	char buf[PEEK];
	struct slice s = peek(line, buf);
	struct record r;
	int64_t cut = 0;

	if (record_read(&r, s) != 0)
		return;
	if (slice_eq(r.kind, SLICE("log")) ||
	    slice_eq(r.kind, SLICE("progress"))) {
		f->lost_us = r.time_us;
		f->lost_lines++;
		f->lost_bytes += (int64_t)(line->a.n + line->b.n - 1) -
		    (r.rest.p - s.p);
	} else if (slice_eq(r.kind, SLICE("cut"))) {
		field_int(r.rest, "bytes", &cut);
		f->lost_bytes += cut;
	} else if (slice_eq(r.kind, SLICE("start"))) {
		f->start.n = 0;
		sbuf_slice(&f->start, line->a);
		sbuf_slice(&f->start, line->b);
	}
}

/* Returns its length. */
static size_t
drop_first(struct flight *f, size_t size)
{
	struct pieces p = oldest(f, size, f->used);
	size_t n = line_length(&p);

	p = oldest(f, size, n);
	account(f, &p);
	f->head = (f->head + n) % size;
	f->used -= n;
	return n;
}

/* What a cut record tells of goes with the line before it. */
static int
begins_with_cut(const struct flight *f, size_t size)
{
	char buf[PEEK];
	struct pieces p = oldest(f, size, f->used);
	struct record r;

	return f->used > 0 && record_read(&r, peek(&p, buf)) == 0 &&
	    slice_eq(r.kind, SLICE("cut"));
}

static void
make_room(struct flight *f, size_t size, size_t n)
{
	while (f->used > 0 && size - f->used < n)
		/* Only the longest have one: most need not be looked at. */
		if (drop_first(f, size) > LINES_TEXT_MAX &&
		    begins_with_cut(f, size))
			drop_first(f, size);
}

/* Lines that are longer than the whole ring. */
static void
account_all(struct flight *f, struct slice lines)
{
	struct pieces p = { .b = { lines.p, 0 } };
	size_t n;

	while (lines.n > 0) {
		n = slice_find(lines, '\n') + 1;
		p.a = (struct slice){ lines.p, n };
		account(f, &p);
		lines = slice_from(lines, n);
	}
}

void
flight_add(struct flight *f, size_t size, struct slice lines)
{
	if (f->ring == NULL)
		f->ring = eresize(NULL, size, 1);
	make_room(f, size, lines.n);
	if (lines.n <= size)
		add(f, size, lines);
	else
		account_all(f, lines);
}

void
flight_parts(const struct flight *f, size_t size, struct slice part[2])
{
	struct pieces p = { 0 };

	if (f->used > 0)
		p = oldest(f, size, f->used);
	part[0] = p.a;
	part[1] = p.b;
}

void
flight_forget(struct flight *f)
{
	free(f->ring);
	sbuf_free(&f->start);
	*f = (struct flight){ 0 };
}
