/*
 * What is not measured is a dash, never a 0.
 */
#include <stdio.h>

#include "figure.h"
#include "sum/sum.h"

static const struct human nothing = { "-" };

struct human
figure_clock(int64_t us)
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
figure_rate(int64_t micro)
{
	struct human t;
	double v = (double)micro / 1e6;

	snprintf(t.s, sizeof(t.s), "%.*f", v < 99999.95 ? 1 : 0, v);
	return t;
}

struct human
figure_count(int64_t n)
{
	return human_figure(UNIT_ONE, n);
}

/* Millionths of bytes per second, as Mbit/s. */
static struct human
mbit(int64_t micro)
{
	return figure_rate((int64_t)((double)micro * 8 / 1e6));
}

struct human
figure_unit(enum metric_unit unit, int64_t v)
{
	switch (unit) {
	case UNIT_PER_SECOND:
		return figure_rate(v);
	case UNIT_BYTES_PER_SECOND:
		return mbit(v);
	case UNIT_BITS_PER_SECOND:
		return mbit(v / 8);
	case UNIT_BYTES:
		return figure_count(v);
	default:
		return human_figure(unit, v);
	}
}

int64_t
figure(const struct block *b, enum block_window w, enum metric_id id)
{
	int64_t v = 0;

	block_value(b, w, id, &v);
	return v;
}

struct human
figure_text(const struct block *b, enum block_window w, enum metric_id id)
{
	int64_t v;

	return block_value(b, w, id, &v) ? figure_unit(metrics[id].unit, v) :
	    nothing;
}

struct human
figure_stat(const struct block *b, enum block_window w, enum metric_id id,
    enum metric_stat stat)
{
	int64_t v;

	return block_stat(b, w, (struct metric_at){ id, stat }, &v) ?
	    figure_unit(metrics[id].unit, v) : nothing;
}

struct human
figure_share(int64_t n, int64_t of)
{
	if (n < 0 || n > of || of == 0)
		return nothing;
	return human_figure(UNIT_RATIO,
	    (int64_t)((double)n * 1e6 / (double)of));
}

struct human
figure_failed(const struct block *b, enum block_window w)
{
	int64_t fails = figure(b, w, M_CONNECT_FAIL);

	if (figure(b, w, M_HTTP_REQUESTS) == 0 &&
	    figure(b, w, M_CONNECT_COUNT) == 0 && fails == 0)
		return nothing;
	return figure_count(sum_add(figure(b, w, M_HTTP_ERROR_COUNT), fails));
}
