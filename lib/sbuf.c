/*
 * A byte buffer that grows by doubling.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "sbuf.h"

char *
sbuf_grow(struct sbuf *b, size_t n)
{
	size_t size = b->size ? b->size : n < 64 ? 64 : n;

	while (size - b->n < n)
		size *= 2;
	b->p = eresize(b->p, size, 1);
	b->size = size;
	return b->p + b->n;
}

void
sbuf_slice(struct sbuf *b, struct slice s)
{
	if (s.n == 0)
		return;
	memcpy(sbuf_room(b, s.n), s.p, s.n);
	b->n += s.n;
}

void
sbuf_str(struct sbuf *b, const char *s)
{
	sbuf_slice(b, slice_str(s));
}

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/*
 * At least width digits of v, the last at end[-1]; returns the first. Two at a
 * time, as each record begins with sixteen.
 */
static char *
digits(char *end, uint64_t v, int width)
{
	char *p = end;

	while (v > 9 || p > end - width + 1) {
		p -= 2;
		memcpy(p, pairs + v % 100 * 2, 2);
		v /= 100;
	}
	if (v != 0 || p > end - width)
		*--p = (char)('0' + v);
	return p;
}

static uint64_t
magnitude(struct sbuf *b, int64_t v)
{
	if (v >= 0)
		return (uint64_t)v;
	sbuf_char(b, '-');
	return (uint64_t)-(v + 1) + 1;
}

void
sbuf_int(struct sbuf *b, int64_t v)
{
	char tmp[24], *end = tmp + sizeof(tmp), *p;

	p = digits(end, magnitude(b, v), 1);
	sbuf_slice(b, (struct slice){ p, (size_t)(end - p) });
}

void
sbuf_micro(struct sbuf *b, int64_t v)
{
	char tmp[24], *end = tmp + sizeof(tmp), *p;
	uint64_t u = magnitude(b, v);

	p = digits(end, u % 1000000, 6);
	*--p = '.';
	p = digits(p, u / 1000000, 1);
	sbuf_slice(b, (struct slice){ p, (size_t)(end - p) });
}

void
sbuf_printf(struct sbuf *b, const char *fmt, ...)
{
	va_list ap;
	char none[1];
	int n;

	va_start(ap, fmt);
	n = vsnprintf(none, sizeof(none), fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	sbuf_room(b, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void
sbuf_free(struct sbuf *b)
{
	free(b->p);
	*b = (struct sbuf){ 0 };
}
