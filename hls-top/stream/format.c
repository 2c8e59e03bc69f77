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
format_count(int64_t n)
{
	return human_figure(UNIT_ONE, n);
}
