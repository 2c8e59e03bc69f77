/*
 * Numbers for people, at most seven columns wide while they are sane, so that
 * tables can stand in columns of eight.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdint.h>

/* Made to be used within the expression that asked for it. */
struct text {
	char s[32];
};

/* Three digits and a unit: "704 us", "7.04 ms", "70.4 s". */
struct text format_time(int64_t us);
/* A clock: "1:23", "1:02:03". */
struct text format_clock(int64_t us);
/* Millionths per second, as "48.8". */
struct text format_rate(int64_t micro);
/* Millionths of bytes per second, as Mbit/s. */
struct text format_mbit(int64_t micro);
/* Millionths, as "0.43 %". */
struct text format_percent(int64_t micro);
struct text format_count(int64_t n);

#endif
