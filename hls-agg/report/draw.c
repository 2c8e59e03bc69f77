/*
 * Buckets of the sketch are joined until few rows are left; a row's bounds are
 * bucket bounds, so its count is exact.
 */
#include "draw.h"
#include "text/text.h"

#define ROWS 16
#define BAR 40

struct row {
	int from, to;		/* buckets, both included */
	int64_t count;
};

static void
put_bound(struct sbuf *b, const struct metric *m, double v)
{
	struct sbuf t = { 0 };

	if (m->unit == UNIT_SECONDS)
		text_time(&t, (int64_t)(v * 1e6 + 0.5));
	else if (m->unit == UNIT_BYTES)
		text_amount(&t, (int64_t)(v + 0.5), "B");
	else
		sbuf_printf(&t, "%.3g", v);
	sbuf_printf(b, "%9.*s", (int)t.n, t.p);
	sbuf_free(&t);
}

static void
put_row(struct sbuf *b, const struct hist *h, const struct row *r,
    int64_t most)
{
	int64_t bar = (int64_t)((double)r->count / (double)most * BAR + 0.5);

	if (bar == 0 && r->count > 0)
		bar = 1;
	sbuf_str(b, "  ");
	while (bar-- > 0)
		sbuf_char(b, '#');
	sbuf_printf(b, " %lld (", (long long)r->count);
	text_percent(b, (int64_t)((double)r->count * 1e6 / (double)h->n));
	sbuf_str(b, ")\n");
}

/* Buckets per row: a power of two, so that rows end at round ratios. */
static int
step_of(int buckets)
{
	int step = 4;

	while ((buckets + step - 1) / step > ROWS)
		step *= 2;
	return step;
}

static struct row
sum(const struct hist *h, int from, int to)
{
	struct row r = { from, to, 0 };
	int i;

	for (i = from < HIST_LOW ? HIST_LOW : from; i <= to && i <= HIST_HIGH;
	    i++)
		r.count += hist_count(h, i);
	return r;
}

void
draw_histogram(struct sbuf *b, const struct metric *m, const struct hist *h,
    int64_t of)
{
	int low = hist_index(h->scale, h->min), step, from, i;
	int high = hist_index(h->scale, h->max);
	struct row row[ROWS + 2];
	int64_t most = h->zero;
	int n = 0;

	if (h->n == 0)
		return;
	low = low < HIST_LOW ? HIST_LOW : low;
	high = high > HIST_HIGH ? HIST_HIGH : high;
	step = step_of(high - low + 1);
	for (from = low; from <= high && n < ROWS; from += step) {
		row[n] = sum(h, from, from + step - 1);
		most = row[n].count > most ? row[n].count : most;
		n++;
	}
	sbuf_printf(b, "\n%s", m->path);
	if (h->n < of)
		sbuf_printf(b, ", measured %lld of %lld", (long long)h->n,
		    (long long)of);
	sbuf_char(b, '\n');
	if (h->zero > 0) {
		struct row zero = { 0, 0, h->zero };

		sbuf_printf(b, "%9s", "0");
		sbuf_printf(b, "%12s", "");
		put_row(b, h, &zero, most);
	}
	for (i = 0; i < n; i++) {
		put_bound(b, m, hist_upper(row[i].from - 1));
		sbuf_str(b, " - ");
		put_bound(b, m, hist_upper(row[i].to));
		put_row(b, h, &row[i], most);
	}
}
