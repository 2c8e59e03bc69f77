/*
 * What stands behind the colon of a playlist's tags, read as players read it:
 * a number is what the text begins with.
 */
#ifndef M3U8_VALUE_H
#define M3U8_VALUE_H

#include <stdint.h>

#include "slice.h"

/* Without the blanks, tabs and carriage returns at both ends. */
struct slice m3u8_trim(struct slice s);
/* What stands before the first of them. */
struct slice m3u8_word_of(struct slice s);

/* The digits that s begins with: 0 to 2^63-1, or -1. */
int64_t m3u8_whole(struct slice s);

/*
 * The duration of an EXTINF, up to M3U8_DURATION_MAX_US: 0, or -1. A title
 * follows behind a comma, or behind a blank where that was forgotten. Digits
 * behind the sixth decimal are cut off.
 */
int m3u8_duration(struct slice s, int64_t *us);

/*
 * "LENGTH@FROM" or "LENGTH" (*from is -1), whose end is within int64_t's
 * range: 0, or -1.
 */
int m3u8_range(struct slice s, int64_t *from, int64_t *length);

#endif
