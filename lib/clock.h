/*
 * Time in microseconds.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

#define SECOND_US INT64_C(1000000)

/* Monotonic time, for deadlines and durations. */
int64_t clock_mono(void);

/*
 * Unix time that never steps back: the wall clock at the first call plus the
 * monotonic time since.
 */
int64_t clock_stamp(void);

/* The stamp of a moment of the monotonic clock. */
int64_t clock_stamp_of(int64_t mono_us);

/*
 * Milliseconds that poll(2) is to wait until such a moment, rounded up, an hour
 * at most; -1, for ever, where that is INT64_MAX.
 */
int clock_left_ms(int64_t until_us);

#endif
