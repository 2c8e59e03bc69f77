/*
 * Strict parsers: the whole text must be the number. Each returns 0 and sets
 * *v, or -1 and leaves it; none accepts signs, spaces or an empty text unless
 * it says so.
 */
#ifndef NUM_H
#define NUM_H

#include <stdint.h>

#include "slice.h"

/* A whole number, lo <= *v <= hi; a leading - where lo < 0. */
int num_int(struct slice s, int64_t lo, int64_t hi, int64_t *v);

/* One to sixteen hexadecimal digits, in lower case. */
int num_hex(struct slice s, uint64_t *v);

/*
 * A decimal number in millionths: "1.5" is 1500000. Digits behind the sixth
 * decimal are cut off; a leading - is taken; beyond the range of int64_t is -1.
 */
int num_micro(struct slice s, int64_t *v);

/*
 * A duration in microseconds: 250ms, 2s, 5m, 1h, 1.5s, 300us, or just 0; up to
 * 106 days.
 */
int num_duration(struct slice s, int64_t *us);

/* A size in bytes: 800, 64K, 8M, 1G, powers of 1024. */
int num_size(struct slice s, int64_t *bytes);

/* A rate per second in millionths: "20", "0.5", "20/s". */
int num_rate(struct slice s, int64_t *micro);

#endif
