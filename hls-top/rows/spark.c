/*
 * Blocks of an eighth to eight eighths (U+2581 to U+2588), or ASCII that looks
 * ever heavier.
 */
#include "spark.h"

#define LEVELS 8

static const char *const blocks[LEVELS] = {
	"\xe2\x96\x81", "\xe2\x96\x82", "\xe2\x96\x83", "\xe2\x96\x84",
	"\xe2\x96\x85", "\xe2\x96\x86", "\xe2\x96\x87", "\xe2\x96\x88",
};
static const char *const ascii[LEVELS] = {
	".", ":", "-", "=", "+", "*", "#", "@",
};

int64_t
spark_most(const struct history *h, enum history_series s, int cols)
{
	int64_t most = HISTORY_NONE, v;
	int k;

	for (k = 0; k < cols; k++) {
		v = history_at(h, s, (size_t)k);
		if (v > most)
			most = v;
	}
	return most;
}

static const char *
bar(const struct frame *f, int64_t v, int64_t most)
{
	int level = 0;

	if (v == HISTORY_NONE)
		return " ";
	if (v <= 0)
		return "_";
	if (most > 0)
		level = (int)((double)v / (double)most * LEVELS - 0.000001);
	if (level >= LEVELS)
		level = LEVELS - 1;
	return f->utf8 ? blocks[level] : ascii[level];
}

void
spark_draw(struct frame *f, const struct history *h, enum history_series s)
{
	int cols = f->cols - f->col, k;
	int64_t most = spark_most(h, s, cols);

	for (k = cols - 1; k >= 0; k--)
		frame_str(f, bar(f, history_at(h, s, (size_t)k), most));
}
