/*
 * UTF-8 (RFC 3629), for formats that take nothing else.
 */
#ifndef UTF8_H
#define UTF8_H

#include "sbuf.h"
#include "slice.h"

/*
 * Length of the character that s begins with, or 0 if it is none: cut off,
 * longer than needed, a surrogate or beyond U+10FFFF. s is not empty.
 */
size_t utf8_length(struct slice s);

/*
 * Whether the character that s begins with is a control character, of ASCII or
 * of those behind it, U+0080 to U+009F, which terminals obey as well.
 */
int utf8_is_control(struct slice s);

/* Appends the character with this number; c is at most U+10FFFF. */
void utf8_put(struct sbuf *b, unsigned long c);

#endif
