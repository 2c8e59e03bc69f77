/*
 * Numbers with units, as thresholds and limits have them, without rounding:
 * "500ms", "0.1 %", "20 Mbit/s". What is beyond the sixth decimal of the
 * figure's base unit is cut off.
 */
#ifndef AMOUNT_H
#define AMOUNT_H

#include <stdint.h>

#include "metric.h"
#include "sbuf.h"
#include "slice.h"

/* whole + micro / 1000000, in seconds, bytes, ... ; 0 <= micro < 1000000. */
struct amount {
	int64_t whole;
	int64_t micro;
};

/* A figure's value in the integer form of its unit. */
struct amount amount_of(enum metric_unit unit, int64_t v);

/* Below, at, above 0: a is less than, equal to, more than b. */
int amount_cmp(const struct amount *a, const struct amount *b);

/*
 * Times a factor in millionths that is not negative; 0, or -1 where the
 * product is out of range.
 */
int amount_scale(struct amount *a, int64_t factor);

/*
 * Takes a number off *s, and the word behind it if that is a unit of unit:
 * blanks between them are optional, a bare number is in the base unit. 0 with
 * a unit, 1 without, or -1 if there is no number, or one with a word that no
 * unit is.
 */
int amount_take(struct slice *s, enum metric_unit unit, struct amount *a);

/*
 * Whether a number says without its unit what it is: a count, a rate of them, a
 * share below 1, and 0.
 */
int amount_is_plain(enum metric_unit unit, const struct amount *a);

/* What a number that does not may stand for: "500ms or 500s". */
void amount_suggest(struct sbuf *b, enum metric_unit unit,
    struct slice number);

/* The units a figure of that unit takes, for messages; "" for none. */
const char *amount_units(enum metric_unit unit);

#endif
