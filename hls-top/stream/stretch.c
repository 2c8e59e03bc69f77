/*
 * What a window that is not full has is the run so far, not a stretch of it.
 */
#include "clock.h"
#include "stretch.h"

#define SLACK_US (SECOND_US / 10)

static const int64_t widths[BLOCK_WINDOWS] = {
	[W_1S] = SECOND_US, [W_10S] = 10 * SECOND_US,
	[W_30S] = 30 * SECOND_US, [W_60S] = 60 * SECOND_US,
	[W_300S] = 300 * SECOND_US,
};

int64_t
stretch_width(enum block_window w)
{
	return widths[w];
}

int
stretch_has(const struct block *b, enum block_window w)
{
	struct slice rest;

	return block_find(b, block_windows[w], SLICE("http"), &rest) ||
	    block_find(b, block_windows[w], SLICE("segment"), &rest);
}

int
stretch_full(const struct block *b, enum block_window w)
{
	int64_t us;

	return !block_value(b, W_ALL, M_RUN_ELAPSED, &us) ||
	    us + SLACK_US >= widths[w];
}

enum block_window
stretch_of(const struct block *b, enum block_window w)
{
	return stretch_full(b, w) ? w : W_ALL;
}

enum block_window
stretch_next(const struct block *b, enum block_window w)
{
	do
		w = (w + 1) % BLOCK_WINDOWS;
	while (!stretch_full(b, w));
	return w;
}

enum block_window
stretch_nearest(const struct block *b, int64_t width_us)
{
	enum block_window w, best = W_ALL;
	int64_t off, least = INT64_MAX;

	for (w = W_1S; w < W_ALL; w++) {
		off = widths[w] < width_us ? width_us - widths[w] :
		    widths[w] - width_us;
		if (off <= least && stretch_has(b, w)) {
			least = off;
			best = w;
		}
	}
	return best;
}
