/*
 * Numbers as people read them, in plain ASCII whatever the locale.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* As in human.h: "42 us", "0.70 ms", "131 ms", "1.20 s". */
void text_time(struct sbuf *b, int64_t us);
/* How long something took, roughly: "20s", "5m12s", "1h02m". */
void text_duration(struct sbuf *b, int64_t us);
/* "812 B", "13.6 MB" (powers of 1000); the unit is put behind the prefix. */
void text_amount(struct sbuf *b, int64_t n, const char *unit);
/* Millionths as "0.4 %"; what is not nothing is never shown as 0. */
void text_percent(struct sbuf *b, int64_t micro);
/* "1 viewer", "10 viewers". */
void text_count(struct sbuf *b, int64_t n, const char *noun);
/* Text of somebody else, fit for a terminal. */
void text_safe(struct sbuf *b, struct slice s);

#endif
