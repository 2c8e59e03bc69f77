/*
 * How the viewers fare: now, by quality, by pace, over time, and who worst.
 */
#include "rows/cell.h"
#include "rows/panel.h"
#include "rows/row.h"
#include "rows/scale.h"
#include "rows/worst.h"
#include "views.h"

#define TALL 34			/* rows of a view that has room for all bars */

static const struct cell now[] = {
	{ "playing", M_VIEWERS_PLAYING, NULL },
	{ "rebuffering", M_VIEWERS_REBUFFERING, NULL },
	{ "startup", M_VIEWERS_STARTUP, NULL },
	{ "in real time", M_VIEWERS_REALTIME, NULL },
	{ "slower", M_VIEWERS_SLOW, NULL },
	{ "over 5 s behind", M_VIEWERS_DRIFTED, NULL },
};

static const struct cell quality[] = {
	{ "score mean", M_QOE_SCORE, "mean" },
	{ "score p5", M_QOE_SCORE, "p5" },
	{ "excellent", M_QOE_EXCELLENT, NULL },
	{ "good", M_QOE_GOOD, NULL },
	{ "fair", M_QOE_FAIR, NULL },
	{ "poor", M_QOE_POOR, NULL },
};

static const struct cell past[] = {
	{ "rebuffers", M_REBUFFER_COUNT, NULL },
	{ "time rebuffered", M_REBUFFER_RATIO, NULL },
	{ "failed to start", M_STARTUP_FAIL, NULL },
	{ "broke off", M_PLAYBACK_FAIL, NULL },
	{ "sessions hit", M_REBUFFER_SESSIONS, NULL },
	{ "started", M_STARTUP_COUNT, NULL },
};

static const struct group {
	const struct cell *cell;
	int n;
} groups[] = {
	{ now, COUNT(now) }, { quality, COUNT(quality) },
	{ past, COUNT(past) },
};
enum { NOW, QUALITY, PAST, GROUPS };

/* The table's rows; the columns are the keys. */
static const struct cell spreads[] = {
	{ "startup", M_STARTUP_TIME, NULL },
	{ "rebuffer", M_REBUFFER_DURATION, NULL },
	{ "drift", M_VIEWERS_DRIFT, NULL },
	{ "live edge", M_VIEWERS_EDGE, NULL },
	{ "latency", M_VIEWERS_LATENCY, NULL },
	{ "speed", M_VIEWERS_SPEED, NULL },
};

/* In the order of the screen; those of the lowest rank stay longest. */
static const struct {
	const char *key;
	int rank;
} stats[] = {
	{ "min", 7 }, { "mean", 6 }, { "p25", 4 }, { "p50", 0 }, { "p75", 5 },
	{ "p95", 1 }, { "p99", 3 }, { "max", 2 },
};

/* Which of the groups' cells: arg is the group and the first cell. */
static void
draw_cells(const struct view *v, struct frame *f, int arg)
{
	const struct group *g = &groups[arg % GROUPS];
	int i = arg / GROUPS, end = i + cell_fit(f->cols - f->col);

	for (; i < end && i < g->n; i++)
		cell_put(f, g->cell[i].name, cell_text(v->block, v->window,
		    &g->cell[i]).s);
}

static void
head(struct frame *f, const char *text)
{
	frame_look(f, LOOK_HEAD);
	frame_str(f, text);
}

static void
draw_now(const struct view *v, struct frame *f, int arg)
{
	(void)v;
	(void)arg;
	head(f, "viewers now");
}

static void
draw_quality(const struct view *v, struct frame *f, int arg)
{
	(void)v;
	(void)arg;
	head(f, "quality of experience");
}

static void
draw_window(const struct view *v, struct frame *f, int arg)
{
	(void)arg;
	head(f, v->window == W_ALL ? "of the whole run" : "of the last ");
	if (v->window != W_ALL)
		frame_str(f, block_windows[v->window]);
}

static int
stat_fits(const struct frame *f, int left, size_t i)
{
	return stats[i].rank < (f->cols - left - ROW_LABEL) / ROW_COLUMN;
}

static void
draw_spread_head(const struct view *v, struct frame *f, int arg)
{
	int left = f->col, end = left + ROW_LABEL;
	size_t i;

	(void)arg;
	head(f, "spread, ");
	frame_str(f, block_windows[v->window]);
	for (i = 0; i < COUNT(stats); i++)
		if (stat_fits(f, left, i))
			frame_right(f, stats[i].key, end += ROW_COLUMN);
}

static void
draw_spread(const struct view *v, struct frame *f, int n)
{
	int left = f->col, end = left + ROW_LABEL;
	struct cell c = spreads[n];
	size_t i;

	frame_str(f, c.name);
	for (i = 0; i < COUNT(stats); i++) {
		if (!stat_fits(f, left, i))
			continue;
		c.stat = stats[i].key;
		frame_right(f, cell_text(v->block, v->window, &c).s,
		    end += ROW_COLUMN);
	}
}

struct rows {
	struct row row[LAYOUT_ROWS / 2];
	size_t n;
	int fit;		/* cells in a row */
};

static void
add(struct rows *r, struct row row)
{
	if (r->n < COUNT(r->row))
		r->row[r->n++] = row;
}

static void
add_gap(struct rows *r, int weight)
{
	add(r, (struct row){ weight, NULL, 0, NULL, 0 });
}

static void
add_cells(struct rows *r, int weight, int group,
    int (*has)(const struct view *, int))
{
	int i;

	for (i = 0; i < groups[group].n; i += r->fit)
		add(r, (struct row){ weight + i / r->fit, draw_cells,
		    i * GROUPS + group, has, 0 });
}

/* All bars, or none: their heading goes first and takes them along. */
static void
add_bars(struct rows *r, int weight, enum scale s,
    int (*has)(const struct view *, int))
{
	int i;

	add(r, (struct row){ weight, scale_head, (int)s, has, 1 });
	for (i = 0; i < scale_bars(s); i++)
		add(r, (struct row){ 0, scale_bar, i * SCALES + (int)s, has,
		    0 });
	add_gap(r, 7);
}

static void
fill_quality(struct rows *r, enum scale scores)
{
	add(r, (struct row){ 4, draw_now, 0, NULL, 0 });
	add_cells(r, 0, NOW, NULL);
	add_gap(r, 7);
	add(r, (struct row){ 6, draw_quality, 0, row_has_quality, 0 });
	add_cells(r, 1, QUALITY, row_has_quality);
	add_gap(r, 8);
	add_bars(r, 5, scores, row_has_quality);
}

static void
fill_pace(struct rows *r)
{
	int i;

	add(r, (struct row){ 1, draw_window, 0, NULL, 1 });
	add_cells(r, 1, PAST, NULL);
	add_gap(r, 7);
	add(r, (struct row){ 3, draw_spread_head, 0, NULL, 1 });
	for (i = 0; i < (int)COUNT(spreads); i++)
		add(r, (struct row){ 2 + i, draw_spread, i, NULL, 0 });
	add_gap(r, 7);
	add_bars(r, 8, SCALE_SPEED, scale_has);
	add(r, (struct row){ 3, worst_head, 0, NULL, 0 });
	for (i = 0; i < WORST_ROWS; i++)
		add(r, (struct row){ 4 + i / 2, worst_row, i, worst_has, 0 });
}

void
viewers_draw(struct view *v, struct frame *f, int height)
{
	int fit = cell_fit(panel_width(f, 2));
	int tall = height >= (panel_wide(f) ? 21 : TALL);
	struct rows left = { .fit = fit }, right = { .fit = fit };
	struct layout panels[2];

	fill_quality(&left, tall ? SCALE_SCORE : SCALE_SCORE_FEW);
	fill_pace(&right);
	panels[0] = (struct layout){ left.row, left.n };
	panels[1] = (struct layout){ right.row, right.n };
	panel_draw(v, f, panels, 2, height);
}
