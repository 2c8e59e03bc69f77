/*
 * One table: the name, the figure it stands for, and of which window.
 */
#include "alias.h"
#include "text.h"

static const struct alias {
	const char *name;
	enum metric_id id;
	enum block_window window;
	const char *help;
} aliases[] = {
	{ "manifest_requests_total", M_PLAYLIST_REQUESTS, W_ALL,
	    "playlist requests that ended" },
	{ "segment_requests_total", M_SEGMENT_REQUESTS, W_ALL,
	    "segment requests that ended" },
	{ "init_requests_total", M_INIT_REQUESTS, W_ALL,
	    "initialization section requests that ended" },
	{ "unknown_requests_total", M_OTHER_REQUESTS, W_ALL,
	    "requests of no known type that ended" },
	{ "segment_bytes_downloaded_total", M_SEGMENT_BYTES, W_ALL,
	    "body bytes of complete segment transfers" },
	{ "stalled_clients", M_CLIENTS_STALLED, W_ALL,
	    "processes whose media stands still" },
	{ "manifest_requests_per_second", M_PLAYLIST_RATE, W_10S,
	    "complete playlist transfers per second, last 10 s" },
	{ "segment_requests_per_second", M_SEGMENT_RATE, W_10S,
	    "complete segment transfers per second, last 10 s" },
	{ "throughput_bytes_per_second", M_HTTP_THROUGHPUT, W_10S,
	    "body bytes of complete transfers per second, last 10 s" },
	{ "segment_throughput_1s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_1S, "body bytes of complete segments per second, last 1 s" },
	{ "segment_throughput_30s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_30S, "body bytes of complete segments per second, last 30 s" },
	{ "segment_throughput_60s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_60S, "body bytes of complete segments per second, last 60 s" },
	{ "segment_throughput_300s_bytes_per_second", M_SEGMENT_THROUGHPUT,
	    W_300S, "body bytes of complete segments per second, last 300 s" },
};

void
alias_render(struct sbuf *out, const struct block *b)
{
	size_t i;

	for (i = 0; i < COUNT(aliases); i++) {
		const struct alias *a = &aliases[i];
		const struct metric *m = &metrics[a->id];
		struct sample s = { a->name, SLICE(""), m->unit, 0 };
		int counter = m->kind == METRIC_COUNTER;

		if (!block_value(b, a->window, a->id, &s.v) && !counter)
			continue;
		text_family(out, a->name, counter ? "counter" : "gauge",
		    a->help);
		text_sample(out, s);
	}
}
