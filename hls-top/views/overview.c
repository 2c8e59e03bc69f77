/*
 * The overview's rows from top to bottom. This is the only place that knows
 * their order; what they say is in the room rows.
 */
#include "rows/hosts.h"
#include "rows/judged.h"
#include "rows/layout.h"
#include "rows/origins.h"
#include "rows/row.h"
#include "rows/table.h"
#include "views.h"

static const struct row rows[] = {
	{ .weight = 3, .draw = row_ramp, .label = "ramp" },
	{ .weight = 1, .draw = row_items, .label = "clients",
	    .arg = ITEMS_CLIENTS },
	{ .weight = 1, .draw = hosts_row, .label = "hosts", .has = hosts_has },
	{ .weight = 7 },
	{ .weight = 3, .draw = table_amount, .label = "of the last",
	    .heads = 1 },
	{ .weight = 4, .draw = table_amount, .label = "playlist/s",
	    .arg = M_PLAYLIST_RATE },
	{ .weight = 2, .draw = table_amount, .label = "segment/s",
	    .arg = M_SEGMENT_RATE },
	{ .weight = 5, .draw = table_amount, .label = "segment Mbit/s",
	    .arg = M_SEGMENT_THROUGHPUT },
	{ .weight = 4, .draw = table_amount, .label = "total Mbit/s",
	    .arg = M_HTTP_THROUGHPUT },
	{ .weight = 6, .draw = table_amount, .label = "failed",
	    .arg = METRICS },
	{ .weight = 6 },
	{ .weight = 3, .draw = table_latency, .label = "latency, ",
	    .heads = 1 },
	{ .weight = 5, .draw = table_latency, .label = "playlist TTFB",
	    .arg = M_PLAYLIST_TTFB, .has = table_has },
	{ .weight = 7, .draw = table_latency, .label = "playlist time",
	    .arg = M_PLAYLIST_TIME, .has = table_has },
	{ .weight = 2, .draw = table_latency, .label = "segment TTFB",
	    .arg = M_SEGMENT_TTFB, .has = table_has },
	{ .weight = 4, .draw = table_latency, .label = "segment time",
	    .arg = M_SEGMENT_TIME, .has = table_has },
	{ .weight = 5, .draw = table_latency, .label = "delivery",
	    .arg = M_SEGMENT_DELIVERY, .has = table_has },
	{ .weight = 9, .draw = table_latency, .label = "init time",
	    .arg = M_INIT_TIME, .has = table_has },
	{ .weight = 9, .draw = table_latency, .label = "key time",
	    .arg = M_KEY_TIME, .has = table_has },
	{ .weight = 5, .draw = table_latency, .label = "connect",
	    .arg = M_CONNECT_TIME, .has = table_has },
	{ .weight = 6 },
	{ .weight = 1, .draw = row_items, .label = "viewers",
	    .arg = ITEMS_VIEWERS },
	{ .weight = 5, .draw = row_items, .label = "quality",
	    .arg = ITEMS_QUALITY, .has = row_has_quality },
	{ .weight = 4, .draw = row_items, .label = "startup",
	    .arg = ITEMS_STARTUP },
	{ .weight = 5, .draw = row_items, .label = "generator",
	    .arg = ITEMS_GENERATOR },
	{ .weight = 2, .draw = origins_row, .label = "origin",
	    .has = origins_has },
	{ .weight = 6, .draw = origins_row, .arg = 1, .has = origins_has },
	{ .weight = 8, .draw = origins_row, .arg = 2, .has = origins_has },
	{ .weight = 9, .draw = origins_row, .arg = 3, .has = origins_has },
	{ .weight = 2, .draw = judged_capacity, .label = "capacity",
	    .has = judged_has_capacity },
	{ .weight = 2, .draw = judged_row, .label = "thresholds",
	    .has = judged_has },
	{ .weight = 5, .draw = judged_row, .arg = 1, .has = judged_has },
	{ .weight = 7, .draw = judged_row, .arg = 2, .has = judged_has },
	{ .weight = 8, .draw = judged_row, .arg = 3, .has = judged_has },
	{ .weight = 9, .draw = judged_row, .arg = 4, .has = judged_has },
	{ .weight = 9, .draw = judged_row, .arg = 5, .has = judged_has },
	{ .weight = 1, .draw = row_errors, .label = "errors" },
	{ .weight = 4, .draw = row_fault, .has = row_has_fault },
	{ .weight = 6, .draw = row_fault, .arg = 1, .has = row_has_fault },
	{ .weight = 8, .draw = row_fault, .arg = 2, .has = row_has_fault },
	{ .weight = 9, .draw = row_fault, .arg = 3, .has = row_has_fault },
	{ .weight = 9, .draw = row_fault, .arg = 4, .has = row_has_fault },
	{ .weight = 9, .draw = row_fault, .arg = 5, .has = row_has_fault },
	{ .weight = 9, .draw = row_fault, .arg = 6, .has = row_has_fault },
	{ .weight = 9, .draw = row_fault, .arg = 7, .has = row_has_fault },
	{ .weight = 8 },
	{ .weight = 7, .draw = row_spark, .label = "requests/s",
	    .arg = HISTORY_RATE, .has = row_has_spark },
	{ .weight = 7, .draw = row_spark, .label = "TTFB p95",
	    .arg = HISTORY_TTFB, .has = row_has_spark },
	{ .weight = 8, .draw = row_spark, .label = "Mbit/s",
	    .arg = HISTORY_THROUGHPUT, .has = row_has_spark },
	{ .weight = 8, .draw = row_spark, .label = "failed",
	    .arg = HISTORY_FAILED, .has = row_has_spark },
};
_Static_assert(COUNT(rows) <= LAYOUT_ROWS, "rows");

void
overview_draw(struct view *v, struct frame *f, int height)
{
	static const struct layout layout = { rows, COUNT(rows) };

	layout_draw(v, f, &layout, height);
}
