/*
 * A row only for what there was.
 */
#include "row.h"
#include "stream_rows.h"
#include "text/text.h"

/* A row of counters, "4 skipped segments, 1 failed key". */
struct word {
	enum metric_id id;
	const char *word;
};

static void
put_words(const struct figures *f, struct sbuf *b, const char *label,
    const struct word *words)
{
	int parts = 0;

	for (; words->word != NULL; words++) {
		if (row_total(f, words->id) == 0)
			continue;
		if (parts == 0)
			row_label(b, label);
		row_join(b, &parts);
		text_count(b, row_total(f, words->id), words->word);
	}
	if (parts > 0)
		sbuf_char(b, '\n');
}

static void
put_hls(const struct figures *f, struct sbuf *b)
{
	static const struct word hls[] = {
		{ M_HLS_SEGMENT_FAIL, "failed segment open" },
		{ M_HLS_SEGMENT_SKIP, "skipped segment" },
		{ M_HLS_EXPIRED, "expired segment" },
		{ M_HLS_PLAYLIST_FAIL, "failed playlist load" },
		{ M_HLS_INIT_FAIL, "failed initialization section" },
		{ M_HLS_KEY_FAIL, "failed key" },
		{ M_HLS_SEQUENCE_SKIP, "sequence skip" },
		{ M_HLS_SEQUENCE_RESET, "sequence reset" },
		{ METRICS, NULL },
	};
	static const struct word continuity[] = {
		{ M_CONTINUITY_CORRUPT, "corrupt packet" },
		{ M_CONTINUITY_COUNTER, "counter break" },
		{ M_CONTINUITY_DTS, "backward decoding time" },
		{ M_CONTINUITY_STEP, "timestamp step" },
		{ METRICS, NULL },
	};

	put_words(f, b, "HLS", hls);
	put_words(f, b, "Continuity", continuity);
}

static void
put_stale(const struct figures *f, struct sbuf *b)
{
	if (row_total(f, M_HLS_STALE_COUNT) == 0)
		return;
	row_label(b, "Stale");
	sbuf_str(b, "playlists without news ");
	text_count(b, row_total(f, M_HLS_STALE_COUNT), "time");
	sbuf_str(b, ", ");
	text_duration(b, row_total(f, M_HLS_STALE_TIME));
	sbuf_str(b, " of all viewers together\n");
}

static void
put_quantile(const struct figures *f, struct sbuf *b, enum metric_id id,
    const char *words)
{
	const struct hist *h = tally_sketch(&f->windows.all, id);

	if (h->n == 0)
		return;
	sbuf_str(b, words);
	text_time(b, hist_quantile(h, 95, 100));
}

static void
put_reloads(const struct figures *f, struct sbuf *b)
{
	int parts = 0;

	if (row_total(f, M_HLS_RELOAD_COUNT) == 0)
		return;
	row_label(b, "Reloads");
	row_some(b, &parts, row_total(f, M_HLS_RELOAD_COUNT), "of playlists");
	row_some(b, &parts, row_total(f, M_HLS_RELOAD_LATE), "late");
	put_quantile(f, b, M_HLS_RELOAD_INTERVAL, "; interval p95 ");
	put_quantile(f, b, M_HLS_RELOAD_JITTER, "; after due p95 ");
	sbuf_char(b, '\n');
	if (f->target_known || row_total(f, M_HLS_RELOAD_JUDGED) > 0)
		return;
	row_label(b, "");
	sbuf_str(b, "late and stale not judged: target duration unknown "
	    "(--target-duration)\n");
}

static void
put_cache(const struct figures *f, struct sbuf *b)
{
	static const struct word cache[] = {
		{ M_CACHE_HIT, "hit" }, { M_CACHE_STALE, "stale" },
		{ M_CACHE_REVALIDATED, "revalidated" },
		{ M_CACHE_MISS, "miss" }, { M_CACHE_BYPASS, "bypass" },
	};
	int64_t ratio;
	int parts = 0;
	size_t i;

	if (!tally_value(&f->windows.all, M_CACHE_RATIO, &ratio))
		return;
	row_label(b, "Cache");
	text_percent(b, ratio);
	sbuf_str(b, " served (");
	for (i = 0; i < COUNT(cache); i++)
		row_some(b, &parts, row_total(f, cache[i].id), cache[i].word);
	sbuf_char(b, ')');
	put_quantile(f, b, M_CACHE_AGE, "; age p95 ");
	sbuf_char(b, '\n');
}

static void
put_bandwidth(const struct figures *f, struct sbuf *b)
{
	int64_t v;

	if (!tally_value(&f->windows.all, M_BANDWIDTH_EFFICIENCY, &v))
		return;
	row_label(b, "Bandwidth");
	sbuf_printf(b, "segments came at %.1f times the declared ",
	    (double)v / 1e6);
	/* Hosts of a merge may have different ones. */
	if (f->run.bandwidth > 0)
		text_amount(b, f->run.bandwidth, "bit/s");
	else
		sbuf_str(b, "bit rate");
	sbuf_char(b, '\n');
}

void
stream_rows(const struct figures *f, struct sbuf *b)
{
	put_hls(f, b);
	put_stale(f, b);
	put_reloads(f, b);
	put_cache(f, b);
	put_bandwidth(f, b);
}
