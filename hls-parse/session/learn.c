/*
 * The first segment of some packagers is shorter than all others, and an ad is
 * cut otherwise than the programme: FFmpeg's own out_time shows it, before the
 * segments that tell it have left the playlist.
 */
#include "clock.h"
#include "learn.h"
#include "sum/sum.h"

/* So many segments are needed to learn their duration from out_time. */
#define LEARN_SEGMENTS 4

/* Whether two durations of single segments differ by more than a tenth. */
static bool
differ(int64_t a, int64_t b)
{
	int64_t off = a > b ? a - b : b - a;

	return 10 * off > (a > b ? a : b);
}

static void
give_up(struct learn *l)
{
	l->uneven = true;
	l->duration_us = 0;
}

void
learn_told(struct learn *l, int64_t count, int64_t us)
{
	int64_t one = us / count;

	l->told = true;
	if (l->uneven)
		return;
	if (l->count > 0 && differ(one, l->duration_us)) {
		/* Of several some may be missing from the sum. */
		if (count > 1)
			return;
		if (!l->doubted) {
			give_up(l);
			return;
		}
		l->sum_us = l->count = 0;
	}
	l->doubted = count > 1 && (l->doubted || l->count == 0);
	l->sum_us = sum_add(l->sum_us, us);
	l->count = sum_add(l->count, count);
	l->duration_us = l->sum_us / l->count;
}

void
learn_check(struct learn *l, int64_t media_us, int64_t out_time_us)
{
	int64_t ahead = out_time_us - media_us, off;

	if (l->duration_us == 0)
		return;
	if (l->adrift) {
		l->ahead_us = ahead;
		l->adrift = false;
	}
	off = ahead > l->ahead_us ? ahead - l->ahead_us :
	    l->ahead_us - ahead;
	/* One segment may be in hand, and out_time a second old. */
	if (off > l->duration_us + l->duration_us / 2 + SECOND_US)
		give_up(l);
}

void
learn_out_time(struct learn *l, int64_t n, int64_t us)
{
	if (l->told || l->uneven || n == 0)
		return;
	if (l->from_n == 0 || us < l->last_us || n < l->last_n) {
		l->from_n = l->last_n = n;
		l->from_us = l->last_us = us;
		return;
	}
	if (n == l->last_n || us == l->last_us)
		return;
	if (l->duration_us != 0 && differ((us - l->last_us) /
	    (n - l->last_n), l->duration_us)) {
		give_up(l);
		return;
	}
	l->last_n = n;
	l->last_us = us;
	if (n - l->from_n >= LEARN_SEGMENTS)
		l->duration_us = (us - l->from_us) / (n - l->from_n);
}

void
learn_gap(struct learn *l)
{
	l->from_n = 0;
	l->adrift = l->gaps = true;
}
