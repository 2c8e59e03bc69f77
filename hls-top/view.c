/*
 * The overview's rows from top to bottom, and which of them fit. This is the
 * only place that knows their order; what they say is in rows.c, table.c and
 * origins.c.
 */
#include "origins.h"
#include "rows.h"
#include "table.h"
#include "view.h"

#define MAX_ROWS 48

static void
row_blank(const struct view *v, struct frame *f, int arg)
{
	(void)v;
	(void)arg;
	frame_row(f, LOOK_PLAIN);
}

/* Weight 0 stays longest. */
static const struct row {
	int weight;
	void (*draw)(const struct view *, struct frame *, int arg);
	int arg;
} rows[] = {
	{ 0, row_title, 0 },
	{ 3, row_ramp, 0 },
	{ 1, row_clients, 0 },
	{ 7, row_blank, 0 },
	{ 3, table_rate_head, 0 },
	{ 4, table_rate, M_PLAYLIST_RATE },
	{ 2, table_rate, M_SEGMENT_RATE },
	{ 5, table_rate, M_SEGMENT_THROUGHPUT },
	{ 4, table_rate, M_HTTP_THROUGHPUT },
	{ 6, table_failed, 0 },
	{ 6, row_blank, 0 },
	{ 3, table_latency_head, 0 },
	{ 5, table_latency, M_PLAYLIST_TTFB },
	{ 5, table_latency, M_PLAYLIST_TIME },
	{ 2, table_latency, M_SEGMENT_TTFB },
	{ 4, table_latency, M_SEGMENT_TIME },
	{ 8, table_latency, M_INIT_TIME },
	{ 8, table_latency, M_KEY_TIME },
	{ 5, table_latency, M_CONNECT_TIME },
	{ 6, row_blank, 0 },
	{ 1, row_viewers, 0 },
	{ 4, row_startup, 0 },
	{ 5, row_generator, 0 },
	{ 2, origins_row, 0 },
	{ 5, origins_row, 1 },
	{ 7, origins_row, 2 },
	{ 8, origins_row, 3 },
	{ 9, row_blank, 0 },
	{ 1, row_errors, 0 },
	{ 4, row_fault, 0 },
	{ 6, row_fault, 1 },
	{ 7, row_fault, 2 },
	{ 8, row_fault, 3 },
	{ 8, row_fault, 4 },
	{ 8, row_fault, 5 },
	{ 8, row_fault, 6 },
	{ 8, row_fault, 7 },
	{ 3, row_keys, 0 },
};
_Static_assert(COUNT(rows) <= MAX_ROWS, "rows");

/* Whether there is anything to show in it. */
static int
has_content(const struct block *b, const struct row *r)
{
	struct slice rest;
	struct slice group;

	if (r->draw == row_fault)
		return row_find_fault(b, r->arg, &rest);
	if (r->draw == origins_row)
		return origins_find(b, r->arg, &rest);
	if (r->draw != table_latency)
		return 1;
	group = (struct slice){ metrics[r->arg].path,
		metric_group(&metrics[r->arg]) };
	return block_find(b, block_windows[W_ALL], group, &rest);
}

/* The row that goes first: the last of the greatest weight. */
static size_t
least(const char *shown)
{
	size_t i, k = 0;

	for (i = 0; i < COUNT(rows); i++)
		if (shown[i] && rows[i].weight >= rows[k].weight)
			k = i;
	return k;
}

/*
 * Leaves out a row, and with a heading what stands under it: up to the blank
 * row that ends each table. Returns their number.
 */
static int
leave_out(char *shown, size_t i)
{
	int n = 1;

	shown[i] = 0;
	if (rows[i].draw != table_rate_head &&
	    rows[i].draw != table_latency_head)
		return n;
	for (i++; rows[i].draw != row_blank; i++) {
		n += shown[i];
		shown[i] = 0;
	}
	return n;
}

/* Marks the rows that are shown; their number is at most height. */
static int
choose(const struct block *b, int height, char *shown)
{
	size_t i;
	int n = 0;

	for (i = 0; i < COUNT(rows); i++) {
		shown[i] = has_content(b, &rows[i]) != 0;
		n += shown[i];
	}
	while (n > height && n > 1)
		n -= leave_out(shown, least(shown));
	return n;
}

void
view_draw(const struct view *v, struct frame *f, struct sbuf *out)
{
	char shown[MAX_ROWS] = { 0 };
	int n = choose(v->block, f->rows, shown);
	size_t i;

	frame_begin(f, out);
	for (i = 0; i < COUNT(rows); i++) {
		if (!shown[i])
			continue;
		/* The keys stand at the bottom, whatever is above. */
		if (i == COUNT(rows) - 1)
			for (; n < f->rows; n++)
				frame_row(f, LOOK_PLAIN);
		rows[i].draw(v, f, rows[i].arg);
	}
	frame_end(f);
}
