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

#endif
