/*
 * Blocks that are filled from the left (U+2589 to U+258F), and full ones
 * (U+2588).
 */
#include "bar.h"

#define EIGHTHS 8

static const char *const parts[EIGHTHS] = {
	"", "\xe2\x96\x8f", "\xe2\x96\x8e", "\xe2\x96\x8d", "\xe2\x96\x8c",
	"\xe2\x96\x8b", "\xe2\x96\x8a", "\xe2\x96\x89",
};

void
bar_draw(struct frame *f, int64_t n, int64_t most, int width)
{
	int steps = f->utf8 ? EIGHTHS : 1, long_by;

	if (n <= 0 || most <= 0 || width <= 0)
		return;
	long_by = (int)((double)n / (double)most * width * steps + 0.5);
	if (long_by < 1)
		long_by = 1;
	if (long_by > width * steps)
		long_by = width * steps;
	for (; long_by >= steps; long_by -= steps)
		frame_str(f, f->utf8 ? "\xe2\x96\x88" : "#");
	if (long_by > 0)
		frame_str(f, parts[long_by]);
}
