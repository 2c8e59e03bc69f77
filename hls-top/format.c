/*
 * Numbers for people.
 */
#include <stdio.h>

#include "format.h"

/* Three significant digits, and no more than needed above 1000. */
static struct text
three_digits(double v, const char *unit)
{
	struct text t;
	int decimals = v < 9.995 ? 2 : v < 99.95 ? 1 : 0;

	snprintf(t.s, sizeof(t.s), "%.*f%s", decimals, v, unit);
	return t;
}

struct text
format_time(int64_t us)
{
	if (us < 1000) {
		struct text t;

		snprintf(t.s, sizeof(t.s), "%d us", (int)us);
		return t;
	}
	if (us < 999500)
		return three_digits((double)us / 1e3, " ms");
	return three_digits((double)us / 1e6, " s");
}

struct text
format_clock(int64_t us)
{
	struct text t;
	long long s = us / 1000000;

	if (s < 3600)
		snprintf(t.s, sizeof(t.s), "%lld:%02lld", s / 60, s % 60);
	else
		snprintf(t.s, sizeof(t.s), "%lld:%02lld:%02lld", s / 3600,
		    s / 60 % 60, s % 60);
	return t;
}

struct text
format_rate(int64_t micro)
{
	struct text t;
	double v = (double)micro / 1e6;

	snprintf(t.s, sizeof(t.s), "%.*f", v < 99999.95 ? 1 : 0, v);
	return t;
}

struct text
format_mbit(int64_t micro)
{
	return format_rate((int64_t)((double)micro * 8 / 1e6));
}

struct text
format_percent(int64_t micro)
{
	return three_digits((double)micro / 1e4, " %");
}

struct text
format_count(int64_t n)
{
	struct text t;

	snprintf(t.s, sizeof(t.s), "%lld", (long long)n);
	return t;
}
