/*
 * Totals never go down within a run.
 */
#include "figure.h"
#include "since.h"
#include "sum/sum.h"

struct since
since_start(const struct block *b)
{
	struct since s = { 0 };
	int64_t refused = figure(b, W_ALL, M_CONNECT_FAIL);

	s.known = block_value(b, W_ALL, M_RUN_ELAPSED, &s.us);
	s.n[SINCE_PLAYLISTS] = figure(b, W_ALL, M_PLAYLIST_COUNT);
	s.n[SINCE_SEGMENTS] = figure(b, W_ALL, M_SEGMENT_COUNT);
	s.n[SINCE_BYTES] = figure(b, W_ALL, M_HTTP_BYTES);
	s.n[SINCE_TRIED] = sum_add(figure(b, W_ALL, M_HTTP_REQUESTS),
	    sum_add(figure(b, W_ALL, M_CONNECT_COUNT), refused));
	s.n[SINCE_FAILED] = sum_add(figure(b, W_ALL, M_HTTP_ERROR_COUNT),
	    refused);
	return s;
}

struct since
since_gain(const struct since *before, const struct since *now,
    int64_t most_us)
{
	struct since gain = *now;
	int t, goes_on = before->known && before->us <= now->us;

	gain.known = now->known && (goes_on || now->us <= most_us);
	if (!goes_on)
		return gain;
	gain.us -= before->us;
	for (t = 0; t < SINCE_TOTALS; t++)
		gain.n[t] -= before->n[t];
	return gain;
}

struct human
since_rate(const struct since *gain, enum since_total t)
{
	double per_second;

	if (!gain->known || gain->us <= 0)
		return (struct human){ "-" };
	per_second = (double)gain->n[t] * 1e6 / (double)gain->us;
	return figure_unit(t == SINCE_BYTES ? UNIT_BYTES_PER_SECOND :
	    UNIT_PER_SECOND, sum_whole(per_second * 1e6));
}

struct human
since_failed(const struct since *gain)
{
	if (!gain->known || gain->n[SINCE_TRIED] == 0)
		return (struct human){ "-" };
	return figure_count(gain->n[SINCE_FAILED]);
}
