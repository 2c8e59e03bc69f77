/*
 * The distributions and the figures of the whole run.
 */
#include "courses.h"
#include "hist.h"
#include "tables.h"

/* Buckets of a sketch that are one bin: 16 bins an octave. */
#define BIN 4

static const enum metric_id shown[] = {
	M_SEGMENT_TTFB, M_SEGMENT_DELIVERY, M_STARTUP_TIME, M_PLAYLIST_TTFB,
	M_REBUFFER_DURATION, M_VIEWERS_EDGE, M_QOE_SCORE,
};

/* The bin of a bucket, by that of its upper bound: the last of four. */
static int
bin_of(int index)
{
	return (index - HIST_LOW + BIN - 1) / BIN;
}

static void
put_bins(struct nest *j, const struct hist *h)
{
	int64_t count = 0;
	int i, bins = 0;

	nest_key(j, "bins");
	sbuf_char(j->out, '[');
	for (i = h->lowest; i <= h->highest; i++) {
		count += hist_count(h, i);
		if (count == 0 || (i < h->highest &&
		    bin_of(i + 1) == bin_of(i)))
			continue;
		sbuf_str(j->out, bins++ ? ",[" : "[");
		courses_number(j->out, hist_upper(HIST_LOW + bin_of(i) * BIN));
		sbuf_char(j->out, ',');
		sbuf_int(j->out, count);
		sbuf_char(j->out, ']');
		count = 0;
	}
	sbuf_char(j->out, ']');
}

static void
put_stats(struct nest *j, const struct metric *m, const struct hist *h)
{
	static const int stats[] = { STAT_P5, STAT_P50, STAT_P95, STAT_P99 };
	size_t i;

	nest_key(j, "n");
	sbuf_int(j->out, h->n);
	nest_key(j, "zero");
	sbuf_int(j->out, h->zero);
	nest_key(j, "min");
	metric_value(j->out, m->unit, h->min);
	nest_key(j, "mean");
	metric_value(j->out, m->unit, hist_mean(h));
	for (i = 0; i < COUNT(stats); i++) {
		const struct sketch_stat *s = &sketch_stats[stats[i]];

		nest_key(j, s->key);
		metric_value(j->out, m->unit, hist_quantile(h, s->num, s->den));
	}
	nest_key(j, "max");
	metric_value(j->out, m->unit, h->max);
}

static void
put_distribution(struct nest *j, const struct metric *m, struct slice rest)
{
	struct nest child;
	struct hist h;

	hist_init(&h, 1000000);
	if (hist_parse(&h, rest) == 0 && h.n > 0) {
		nest_item(j);
		nest_object(j, &child);
		nest_key(&child, "of");
		nest_text(&child, slice_str(m->path));
		nest_key(&child, "unit");
		nest_text(&child, slice_str(courses_unit(m->unit)));
		put_stats(&child, m, &h);
		put_bins(&child, &h);
		nest_end(&child);
	}
	hist_free(&h);
}

static void
put_distributions(struct nest *j, const struct block *b)
{
	struct slice rest, of;
	size_t i, k;

	nest_key(j, "distributions");
	nest_list(j);
	for (k = 0; k < COUNT(shown); k++)
		for (i = 0; block_each(b, "sketch", &i, &rest); )
			if (field_get(rest, "of", &of) && slice_eq(of,
			    slice_str(metrics[shown[k]].path))) {
				put_distribution(j, &metrics[shown[k]], rest);
				break;
			}
	nest_list_end(j);
}

static void
put_figure(struct nest *j, const struct block *b, struct metric_at at)
{
	const struct metric *m = &metrics[at.id];
	int64_t v;

	if (!block_stat(b, W_ALL, at, &v))
		return;
	nest_item(j);
	sbuf_printf(j->out, "[\"%s", m->path);
	if (metric_is_sketch(m))
		sbuf_printf(j->out, ".%s", sketch_stats[at.stat].key);
	sbuf_str(j->out, "\", ");
	metric_value(j->out, m->unit, v);
	sbuf_printf(j->out, ", \"%s\", ", courses_unit(m->unit));
	nest_text(j, slice_str(m->help));
	sbuf_char(j->out, ']');
}

void
tables_figures(struct nest *j, const struct block *b)
{
	int id, stat;

	put_distributions(j, b);
	nest_key(j, "figures");
	nest_list(j);
	for (id = 0; id < METRICS; id++)
		for (stat = 0; stat < STATS; stat++) {
			if (metric_is_sketch(&metrics[id]) ?
			    !metric_has_stat(&metrics[id], stat) : stat > 0)
				continue;
			put_figure(j, b, (struct metric_at){
			    (enum metric_id)id, (enum metric_stat)stat });
		}
	nest_list_end(j);
}
