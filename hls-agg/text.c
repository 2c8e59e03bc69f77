/*
 * Formatting for the report only: streams use lib/sbuf's exact forms.
 */
#include "text.h"

/* v with three significant digits, or all those before the point. */
static void
three_digits(struct sbuf *b, double v)
{
	sbuf_printf(b, "%.*f", v < 9.995 ? 2 : v < 99.95 ? 1 : 0, v);
}

void
text_time(struct sbuf *b, int64_t us)
{
	double ms = (double)us / 1e3;

	/* Short ones as they are: "0.00 ms" would hide them. */
	if (us < 1) {
		sbuf_str(b, "<1 us");
	} else if (us < 100) {
		sbuf_printf(b, "%lld us", (long long)us);
	} else if (ms >= 999.5) {
		three_digits(b, ms / 1e3);
		sbuf_str(b, " s");
	} else {
		three_digits(b, ms);
		sbuf_str(b, " ms");
	}
}

void
text_duration(struct sbuf *b, int64_t us)
{
	long long s = (us + 500000) / 1000000;

	if (us < 9950000)
		sbuf_printf(b, "%.1fs", (double)us / 1e6);
	else if (s < 60)
		sbuf_printf(b, "%llds", s);
	else if (s < 3600)
		sbuf_printf(b, s % 60 ? "%lldm%02llds" : "%lldm", s / 60,
		    s % 60);
	else
		sbuf_printf(b, "%lldh%02lldm", s / 3600, s % 3600 / 60);
}

void
text_amount(struct sbuf *b, int64_t n, const char *unit)
{
	static const char prefixes[] = "kMGTPE";
	double v = (double)n;
	size_t i = 0;

	if (n < 1000) {
		sbuf_printf(b, "%lld %s", (long long)n, unit);
		return;
	}
	for (v /= 1e3; v >= 999.5 && prefixes[i + 1] != '\0'; i++)
		v /= 1e3;
	three_digits(b, v);
	sbuf_printf(b, " %c%s", prefixes[i], unit);
}

void
text_percent(struct sbuf *b, int64_t micro)
{
	double v = (double)micro / 1e4;

	if (micro > 0 && v < 0.05)
		sbuf_str(b, "<0.1 %");
	else if (micro < 1000000 && v >= 99.95)
		sbuf_str(b, ">99.9 %");
	else
		sbuf_printf(b, micro % 1000000 ? "%.1f %%" : "%.0f %%", v);
}

void
text_count(struct sbuf *b, int64_t n, const char *noun)
{
	sbuf_printf(b, "%lld %s%s", (long long)n, noun, n == 1 ? "" : "s");
}

void
text_safe(struct sbuf *b, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		sbuf_char(b, s.p[i] >= ' ' && s.p[i] < 0x7f ? s.p[i] : '?');
}
