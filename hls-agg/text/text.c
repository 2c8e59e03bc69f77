/*
 * Formatting for the report only: streams use lib/sbuf's exact forms.
 */
#include "human.h"
#include "text.h"

void
text_time(struct sbuf *b, int64_t us)
{
	sbuf_str(b, human_time(us).s);
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
	sbuf_str(b, human_amount(n, unit).s);
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
