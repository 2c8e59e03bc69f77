/*
 * A byte buffer that grows, with hand-made number formatting: no locale, no
 * printf on hot paths. Start from { 0 }; the buffer owns its memory until
 * sbuf_free. Memory exhausted ends the program (ealloc.h).
 */
#ifndef SBUF_H
#define SBUF_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct sbuf {
	char *p;
	size_t n;
	size_t size;
};

/* Makes the buffer larger, for n more bytes at least; see sbuf_room. */
char *sbuf_grow(struct sbuf *, size_t n);

/* Room for n more bytes at the end; returns where they go. */
static inline char *
sbuf_room(struct sbuf *b, size_t n)
{
	/* No pointer arithmetic on NULL, even for 0 bytes. */
	return b->p == NULL || b->size - b->n < n ? sbuf_grow(b, n) :
	    b->p + b->n;
}

static inline void
sbuf_char(struct sbuf *b, char c)
{
	*sbuf_room(b, 1) = c;
	b->n++;
}

void sbuf_str(struct sbuf *, const char *);
void sbuf_slice(struct sbuf *, struct slice);
void sbuf_int(struct sbuf *, int64_t);
/* Millionths as a decimal with six places: 1500000 is "1.500000". */
void sbuf_micro(struct sbuf *, int64_t);
/* For text that people read. */
void sbuf_printf(struct sbuf *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

void sbuf_free(struct sbuf *);

static inline struct slice
sbuf_view(const struct sbuf *b)
{
	return (struct slice){ b->p, b->n };
}

#endif
