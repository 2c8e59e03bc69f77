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
