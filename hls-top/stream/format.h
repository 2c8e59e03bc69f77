/*
 * Numbers for people, at most seven columns wide while they are sane, so that
 * tables can stand in columns of eight.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stdint.h>

#include "human.h"

/* A clock: "1:23", "1:02:03". */
struct human format_clock(int64_t us);
/* Millionths per second, as "48.8". */
struct human format_rate(int64_t micro);
struct human format_count(int64_t n);

#endif
