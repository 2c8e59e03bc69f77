/*
 * Numbers for people.
 */
#include <stdio.h>

#include "format.h"

struct human
format_clock(int64_t us)
{
	struct human t;
	long long s = us / 1000000;

	if (s < 3600)
		snprintf(t.s, sizeof(t.s), "%lld:%02lld", s / 60, s % 60);
	else
		snprintf(t.s, sizeof(t.s), "%lld:%02lld:%02lld", s / 3600,
		    s / 60 % 60, s % 60);
	return t;
}

struct human
format_rate(int64_t micro)
{
	struct human t;
	double v = (double)micro / 1e6;

	snprintf(t.s, sizeof(t.s), "%.*f", v < 99999.95 ? 1 : 0, v);
	return t;
}

struct human
format_mbit(int64_t micro)
{
	return format_rate((int64_t)((double)micro * 8 / 1e6));
}

struct human
format_percent(int64_t micro)
{
	return human_digits((double)micro / 1e4, " %");
}

struct human
format_count(int64_t n)
{
	struct human t;

	snprintf(t.s, sizeof(t.s), "%lld", (long long)n);
	return t;
}
