/*
 * What calls for attention stands first: low scores, late and failing clients.
 */
#include <stdio.h>

#include "column.h"
#include "figure.h"
#include "num.h"
#include "vocabulary.h"

static const char *const numbers[] = { "lowest first", "highest first" };
static const char *const letters[] = { "a to z", "z to a" };
static const char *const grades[] = { "worst first", "best first" };

static int
read_count(struct slice value, int64_t *v)
{
	return num_int(value, 0, INT64_MAX, v);
}

/* Its place among the states; what this version does not know is last. */
static int
read_state(struct slice value, int64_t *v)
{
	static const int places[CLIENT_STATES + 1] = {
		[CLIENT_REBUFFERING] = 0, [CLIENT_GONE] = 1,
		[CLIENT_STARTUP] = 2, [CLIENT_ALIVE] = 3,
		[CLIENT_PLAYING] = 4, [CLIENT_STATES] = 5,
	};

	*v = places[WORD_FIND(client_states, value)];
	return 0;
}

/* Millionths with so many decimals: in a column the points stand in line. */
static struct human
decimal(int64_t micro, int digits, const char *unit)
{
	struct human t;

	snprintf(t.s, sizeof(t.s), "%.*f%s", digits, (double)micro / 1e6, unit);
	return t;
}

static struct human
show_score(int64_t micro)
{
	return decimal(micro, 1, "");
}

static struct human
show_speed(int64_t micro)
{
	return decimal(micro, 2, "");
}

static struct human
show_seconds(int64_t us)
{
	return decimal(us, 1, " s");
}

const struct column_info columns[COLUMNS] = {
	[COL_ID] = { .key = "id", .head = "id", .width = 4, .most = 24,
	    .right = 1, .order = numbers },
	[COL_STATE] = { .key = "state", .head = "state", .width = 11,
	    .order = grades, .read = read_state },
	[COL_SCORE] = { .key = "score", .head = "score", .width = 5,
	    .right = 1, .order = numbers, .read = num_micro,
	    .show = show_score },
	[COL_SPEED] = { .key = "speed", .head = "speed", .width = 5,
	    .right = 1, .order = numbers, .read = num_micro,
	    .show = show_speed },
	[COL_DRIFT] = { .key = "drift", .head = "drift", .width = 7,
	    .right = 1, .order = numbers, .read = num_micro,
	    .show = show_seconds, .descending = 1 },
	[COL_SEGMENTS] = { .key = "segments", .head = "segments", .width = 8,
	    .right = 1, .order = numbers, .read = read_count,
	    .show = figure_count },
	[COL_BYTES] = { .key = "bytes", .head = "bytes", .width = 8,
	    .right = 1, .order = numbers, .read = read_count,
	    .show = human_bytes },
	[COL_ERRORS] = { .key = "errors", .head = "errors", .width = 6,
	    .right = 1, .order = numbers, .read = read_count,
	    .show = figure_count, .descending = 1 },
	[COL_REBUFFERS] = { .key = "rebuffers", .head = "rebuffers",
	    .width = 9, .right = 1, .order = numbers, .read = read_count,
	    .show = figure_count, .descending = 1 },
	[COL_TTFB] = { .key = "ttfb.mean", .head = "ttfb", .width = 7,
	    .right = 1, .order = numbers, .read = num_micro,
	    .show = human_time, .descending = 1 },
	[COL_GROUP] = { .key = "group", .head = "group", .width = 5,
	    .most = 16, .order = letters },
	[COL_RENDITION] = { .key = "rendition", .head = "rendition",
	    .width = 9, .most = 20, .order = letters },
	[COL_ADDR] = { .key = "addr", .head = "addr", .width = 9,
	    .most = 39, .order = letters },
	[COL_WHY] = { .key = "why", .head = "why", .width = 23, .most = 40,
	    .flexible = 1, .order = letters },
	[COL_AGENT] = { .key = "agent", .head = "agent", .width = 12,
	    .most = 100, .flexible = 1, .order = letters },
};

const enum column column_ranks[COLUMNS] = {
	COL_ID, COL_STATE, COL_SCORE, COL_ERRORS, COL_WHY, COL_SPEED,
	COL_REBUFFERS, COL_DRIFT, COL_TTFB, COL_SEGMENTS, COL_GROUP, COL_BYTES,
	COL_ADDR, COL_RENDITION, COL_AGENT,
};

enum column
column_of(struct slice key, enum column from)
{
	enum column c = from;
	int tries;

	for (tries = COLUMNS; tries > 0; tries--, c++) {
		if (c >= COLUMNS)
			c = COL_ID;
		if (slice_eq(key, slice_str(columns[c].key)))
			return c;
	}
	return COLUMNS;
}

struct slice
column_text(enum column c, struct slice value, struct human *buf)
{
	int64_t v;

	if (columns[c].show == NULL || value.n == 0)
		return value;
	if (columns[c].read(value, &v) != 0)
		return SLICE("");
	*buf = columns[c].show(v);
	return slice_str(buf->s);
}
