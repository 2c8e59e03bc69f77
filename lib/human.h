/*
 * Numbers as people read them, in the same notation wherever they stand:
 * plain ASCII whatever the locale, at most seven columns while they are sane.
 */
#ifndef HUMAN_H
#define HUMAN_H

#include <stdint.h>

#include "metric.h"

/* Made to be used within the expression that asked for it. */
struct human {
	char s[32];
};

/*
 * v with three significant digits, or all those before the point, and what
 * stands behind: "7.04 ms" with the unit " ms".
 */
struct human human_digits(double v, const char *unit);

/* "512 MiB", "3.52 GiB". */
struct human human_bytes(int64_t bytes);

/* "812 B", "13.6 MB" (powers of 1000); the unit is put behind the prefix. */
struct human human_amount(int64_t n, const char *unit);

/* "<1 us", "42 us", "0.70 ms", "131 ms", "1.20 s". */
struct human human_time(int64_t us);

/*
 * A figure of the catalogue, in the integers of metric_read, with its unit:
 * "42", "131 ms", "0.43 %", "48.8/s", "13.6 MB/s", "94.2".
 */
struct human human_figure(enum metric_unit unit, int64_t v);

#endif
