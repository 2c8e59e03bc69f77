/*
 * Formatting for screens and reports only: streams use lib/sbuf's exact forms.
 */
#include <stdio.h>

#include "human.h"

struct human
human_digits(double v, const char *unit)
{
	struct human h;

	snprintf(h.s, sizeof(h.s), "%.*f%s", v < 9.995 ? 2 : v < 99.95 ? 1 : 0,
	    v, unit);
	return h;
}

struct human
human_bytes(int64_t bytes)
{
	double mib = (double)bytes / (1 << 20);

	/* Not "1000 MiB", which has four digits. */
	return mib < 999.5 ? human_digits(mib, " MiB") :
	    human_digits(mib / 1024, " GiB");
}

struct human
human_amount(int64_t n, const char *unit)
{
	static const char prefixes[] = "kMGTPE";
	double v = (double)n;
	struct human h;
	char behind[16];
	size_t i = 0;

	if (n < 1000) {
		snprintf(h.s, sizeof(h.s), "%lld %s", (long long)n, unit);
		return h;
	}
	for (v /= 1e3; v >= 999.5 && prefixes[i + 1] != '\0'; i++)
		v /= 1e3;
	snprintf(behind, sizeof(behind), " %c%s", prefixes[i], unit);
	return human_digits(v, behind);
}

struct human
human_time(int64_t us)
{
	double ms = (double)us / 1e3;
	struct human h;

	if (us < 1)
		return (struct human){ "<1 us" };
	if (ms >= 999.5)
		return human_digits(ms / 1e3, " s");
	if (us >= 100)
		return human_digits(ms, " ms");
	/* Short ones as they are: "0.00 ms" would hide them. */
	snprintf(h.s, sizeof(h.s), "%d us", (int)us);
	return h;
}

struct human
human_figure(enum metric_unit unit, int64_t v)
{
	struct human h;

	switch (unit) {
	case UNIT_BYTES:
		return human_amount(v, "B");
	case UNIT_SECONDS:
		return human_time(v);
	case UNIT_RATIO:
		return human_digits((double)v / 1e4, " %");
	case UNIT_PER_SECOND:
		return human_digits((double)v / 1e6, "/s");
	case UNIT_BYTES_PER_SECOND:
		return human_amount(v / 1000000, "B/s");
	case UNIT_BITS_PER_SECOND:
		return human_amount(v / 1000000, "bit/s");
	case UNIT_DECIMAL:
		return human_digits((double)v / 1e6, "");
	case UNIT_ONE:
		break;
	}
	snprintf(h.s, sizeof(h.s), "%lld", (long long)v);
	return h;
}
