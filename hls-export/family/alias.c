/*
 * One table: the name, the figure it stands for, and of which window; for a
 * distribution also which of its keys.
 */
#include "format/number.h"
#include "parts.h"

static const struct alias {
	const char *name;
	enum metric_id id;
	enum block_window window;
	enum metric_stat stat;	/* of a distribution */
	const char *help;
} aliases[] = {
	{ "manifest_requests_total", M_PLAYLIST_REQUESTS, W_ALL,
	    .help = "playlist requests that ended" },
	{ "segment_requests_total", M_SEGMENT_REQUESTS, W_ALL,
	    .help = "segment requests that ended" },
	{ "init_requests_total", M_INIT_REQUESTS, W_ALL,
	    .help = "initialization section requests that ended" },
	{ "unknown_requests_total", M_OTHER_REQUESTS, W_ALL,
	    .help = "requests of no known type that ended" },
	{ "segment_bytes_downloaded_total", M_SEGMENT_BYTES, W_ALL,
	    .help = "body bytes of complete segment transfers" },
	{ "stalled_clients", M_CLIENTS_STALLED, W_ALL,
	    .help = "processes whose media stands still" },
	{ "manifest_requests_per_second", M_PLAYLIST_RATE, W_10S,
	    .help = "complete playlist transfers per second, last 10 s" },
	{ "segment_requests_per_second", M_SEGMENT_RATE, W_10S,
	    .help = "complete segment transfers per second, last 10 s" },
	{ "throughput_bytes_per_second", M_HTTP_THROUGHPUT, W_10S,
	    .help = "body bytes of complete transfers per second, last 10 s" },
	{ "segment_throughput_1s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_1S,
	    .help = "body bytes of complete segments per second, last 1 s" },
	{ "segment_throughput_30s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_30S,
	    .help = "body bytes of complete segments per second, last 30 s" },
	{ "segment_throughput_60s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_60S,
	    .help = "body bytes of complete segments per second, last 60 s" },
	{ "segment_throughput_300s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_300S,
	    .help = "body bytes of complete segments per second, last 300 s" },
	{ "average_speed", M_VIEWERS_SPEED, W_60S, STAT_MEAN,
	    "mean speed of the viewers, last 60 s" },
	{ "average_drift_seconds", M_VIEWERS_DRIFT, W_60S, STAT_MEAN,
	    "mean drift of the viewers, last 60 s" },
	{ "max_drift_seconds", M_VIEWERS_DRIFT, W_60S, STAT_MAX,
	    "largest drift of a viewer, last 60 s" },
};

/* The share of the raw lines of the last 10 s that did not get through. */
static void
drop_rate(struct expo *e, const struct block *b)
{
	int64_t lines, lost;

	if (!block_value(b, W_10S, M_PIPELINE_LINES, &lines) ||
	    !block_value(b, W_10S, M_PIPELINE_LOST, &lost))
		return;
	expo_family(e, (struct family){ "stats_drop_rate", FAMILY_GAUGE,
	    UNIT_RATIO, "share of the raw lines that were lost, last 10 s" });
	expo_number(e, NULL, (double)lost /
	    ((double)lines + (double)lost));
}

void
alias_render(struct expo *e, const struct block *b)
{
	size_t i;

	for (i = 0; i < COUNT(aliases); i++) {
		const struct alias *a = &aliases[i];
		const struct metric *m = &metrics[a->id];
		struct metric_at at = { a->id, a->stat };
		int counter = metric_is_counter(m);
		int64_t v = 0;

		if (!block_stat(b, a->window, at, &v) && !counter)
			continue;
		expo_family(e, (struct family){ a->name, counter ?
		    FAMILY_COUNTER : FAMILY_GAUGE, m->unit, a->help });
		expo_number(e, NULL, number_of(m->unit, v));
	}
	drop_rate(e, b);
}
