/*
 * The highest values are at the top.
 */
#include "row.h"
#include "scale.h"
#include "stream/bins.h"
#include "stream/figure.h"
#include "sum/sum.h"
#include "term/bar.h"

/* Columns from a panel's left edge where counts and shares end. */
#define COUNT_END 20
#define SHARE_END 29
#define LONGEST 40		/* a bar on a wide screen */

static const struct {
	const char *head;
	struct bins_of bins;
} scales[SCALES] = {
	[SCALE_SCORE] = { "clients by score", { "qoe.score", 10, {
		{ 0, "0 to 10" }, { 10, "10 to 20" }, { 20, "20 to 30" },
		{ 30, "30 to 40" }, { 40, "40 to 50" }, { 50, "50 to 60" },
		{ 60, "60 to 70" }, { 70, "70 to 80" }, { 80, "80 to 90" },
		{ 90, "90 to 100" } } } },
	[SCALE_SCORE_FEW] = { "clients by score", { "qoe.score", 5, {
		{ 0, "0 to 20" }, { 20, "20 to 40" }, { 40, "40 to 60" },
		{ 60, "60 to 80" }, { 80, "80 to 100" } } } },
	[SCALE_SPEED] = { "speeds of the run", { "viewers.speed", 6, {
		{ 0, "below 0.5" }, { 0.5, "0.5 to 0.8" },
		{ 0.8, "0.8 to 0.95" }, { 0.95, "0.95 to 1.05" },
		{ 1.05, "1.05 to 1.2" }, { 1.2, "above 1.2" } } } },
};

int
scale_bars(enum scale s)
{
	return scales[s].bins.n;
}

/* So many are in bin i and above: it and the one below are set right. */
static void
settle(struct bins *b, int i, int64_t above)
{
	int k;

	for (k = i; k < BINS; k++)
		above = sum_less(above, b->n[k]);
	if (above < -b->n[i] || b->n[i - 1] < above)
		return;
	b->n[i] += above;
	b->n[i - 1] -= above;
}

/*
 * A bucket that an edge cuts may be told on either side. Where hls-agg counts
 * the clients by rating, the bars must not contradict it: at 90 and 50.
 */
static void
settle_scores(struct bins *b, const struct block *block)
{
	int64_t above = figure(block, W_ALL, M_QOE_EXCELLENT);
	int i;

	settle(b, 9, above);
	above = sum_add(above, figure(block, W_ALL, M_QOE_GOOD));
	settle(b, 5, sum_add(above, figure(block, W_ALL, M_QOE_FAIR)));
	for (b->most = i = 0; i < BINS; i++)
		if (b->n[i] > b->most)
			b->most = b->n[i];
}

static void
fill(struct bins *b, const struct view *v, enum scale s)
{
	bins_fill(b, &scales[s].bins, v->block);
	if (s == SCALE_SCORE && b->all > 0 && row_has_quality(v, 0))
		settle_scores(b, v->block);
}

int
scale_has(const struct view *v, int arg)
{
	struct bins b;

	fill(&b, v, (enum scale)(arg % SCALES));
	return b.all > 0;
}

void
scale_head(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	frame_look(f, LOOK_HEAD);
	frame_str(f, scales[r->arg].head);
}

void
scale_bar(const struct view *v, struct frame *f, const struct row *r)
{
	enum scale s = (enum scale)(r->arg % SCALES);
	const struct bins_of *of = &scales[s].bins;
	int left = f->col, i = of->n - 1 - r->arg / SCALES, room;
	struct bins b;

	fill(&b, v, s);
	frame_str(f, of->bin[i].name);
	frame_right(f, figure_count(b.n[i]).s, left + COUNT_END);
	frame_right(f, figure_share(b.n[i], b.all).s, left + SHARE_END);
	frame_str(f, "  ");
	room = f->cols - f->col;
	bar_draw(f, b.n[i], b.most, room < LONGEST ? room : LONGEST);
}
