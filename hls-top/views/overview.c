/*
 * The overview's rows from top to bottom. This is the only place that knows
 * their order; what they say is in the room rows.
 */
#include "rows/judged.h"
#include "rows/layout.h"
#include "rows/origins.h"
#include "rows/row.h"
#include "rows/table.h"
#include "views.h"

static int
has_origin(const struct view *v, int n)
{
	struct slice rest;

	return origins_find(v->block, n, &rest);
}

static int
has_fault(const struct view *v, int n)
{
	struct slice rest;

	return row_find_fault(v->block, n, &rest);
}

static const struct row rows[] = {
	{ 3, row_ramp, 0, NULL, 0 },
	{ 1, row_clients, 0, NULL, 0 },
	{ 7, NULL, 0, NULL, 0 },
	{ 3, table_rate_head, 0, NULL, 1 },
	{ 4, table_rate, M_PLAYLIST_RATE, NULL, 0 },
	{ 2, table_rate, M_SEGMENT_RATE, NULL, 0 },
	{ 5, table_rate, M_SEGMENT_THROUGHPUT, NULL, 0 },
	{ 4, table_rate, M_HTTP_THROUGHPUT, NULL, 0 },
	{ 6, table_failed, 0, NULL, 0 },
	{ 6, NULL, 0, NULL, 0 },
	{ 3, table_latency_head, 0, NULL, 1 },
	{ 5, table_latency, M_PLAYLIST_TTFB, table_has, 0 },
	{ 7, table_latency, M_PLAYLIST_TIME, table_has, 0 },
	{ 2, table_latency, M_SEGMENT_TTFB, table_has, 0 },
	{ 4, table_latency, M_SEGMENT_TIME, table_has, 0 },
	{ 5, table_latency, M_SEGMENT_DELIVERY, table_has, 0 },
	{ 9, table_latency, M_INIT_TIME, table_has, 0 },
	{ 9, table_latency, M_KEY_TIME, table_has, 0 },
	{ 5, table_latency, M_CONNECT_TIME, table_has, 0 },
	{ 6, NULL, 0, NULL, 0 },
	{ 1, row_viewers, 0, NULL, 0 },
	{ 5, row_quality, 0, row_has_quality, 0 },
	{ 4, row_startup, 0, NULL, 0 },
	{ 5, row_generator, 0, NULL, 0 },
	{ 2, origins_row, 0, has_origin, 0 },
	{ 6, origins_row, 1, has_origin, 0 },
	{ 8, origins_row, 2, has_origin, 0 },
	{ 9, origins_row, 3, has_origin, 0 },
	{ 2, judged_row, 0, judged_has, 0 },
	{ 5, judged_row, 1, judged_has, 0 },
	{ 7, judged_row, 2, judged_has, 0 },
	{ 8, judged_row, 3, judged_has, 0 },
	{ 9, judged_row, 4, judged_has, 0 },
	{ 9, judged_row, 5, judged_has, 0 },
	{ 1, row_errors, 0, NULL, 0 },
	{ 4, row_fault, 0, has_fault, 0 },
	{ 6, row_fault, 1, has_fault, 0 },
	{ 8, row_fault, 2, has_fault, 0 },
	{ 9, row_fault, 3, has_fault, 0 },
	{ 9, row_fault, 4, has_fault, 0 },
	{ 9, row_fault, 5, has_fault, 0 },
	{ 9, row_fault, 6, has_fault, 0 },
	{ 9, row_fault, 7, has_fault, 0 },
	{ 8, NULL, 0, NULL, 0 },
	{ 7, row_spark, HISTORY_RATE, row_has_spark, 0 },
	{ 7, row_spark, HISTORY_TTFB, row_has_spark, 0 },
	{ 8, row_spark, HISTORY_THROUGHPUT, row_has_spark, 0 },
	{ 8, row_spark, HISTORY_FAILED, row_has_spark, 0 },
};
_Static_assert(COUNT(rows) <= LAYOUT_ROWS, "rows");

void
overview_draw(struct view *v, struct frame *f, int height)
{
	static const struct layout layout = { rows, COUNT(rows) };

	layout_draw(v, f, &layout, height);
}
