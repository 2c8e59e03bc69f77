/*
 * The families whose labels come from the stream.
 */
#include <stdio.h>

#include "about.h"
#include "num.h"
#include "text.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

/* label="value" of a field; empty where the record lacks it. */
static void
field_label(struct sbuf *labels, const char *label, struct slice rest,
    const char *key)
{
	struct sbuf plain = { 0 };
	struct slice value;

	if (field_get(rest, key, &value))
		unescape(&plain, value);
	if (labels->n > 0)
		sbuf_char(labels, ',');
	sbuf_str(labels, label);
	sbuf_str(labels, "=\"");
	text_label(labels, sbuf_view(&plain));
	sbuf_char(labels, '"');
	sbuf_free(&plain);
}

static void
run(struct sbuf *out, const struct block *b)
{
	struct sbuf labels = { 0 };
	struct slice rest;

	if (!block_find(b, "-", SLICE("run"), &rest))
		return;
	field_label(&labels, "version", rest, "version");
	field_label(&labels, "stream_url", rest, "url");
	field_label(&labels, "variant", rest, "variant");
	text_family(out, "info", "gauge",
	    "the run: version of hls-spawn, URL and variant");
	text_sample(out, (struct sample){ "info", sbuf_view(&labels),
	    UNIT_ONE, 1 });
	sbuf_free(&labels);
}

static void
verdict(struct sbuf *out, const struct block *b)
{
	static const struct {
		const char *state;
		const char *labels;
	} states[] = {
		{ "none", "state=\"none\"" },
		{ "pass", "state=\"pass\"" },
		{ "fail", "state=\"fail\"" },
		{ "inconclusive", "state=\"inconclusive\"" },
	};
	struct slice rest, state;
	size_t i;

	if (!block_find(b, "-", SLICE("verdict"), &rest) ||
	    !field_get(rest, "state", &state))
		return;
	text_family(out, "verdict", "gauge",
	    "1 for the verdict of the thresholds so far, 0 for the others");
	for (i = 0; i < COUNT(states); i++)
		text_sample(out, (struct sample){ "verdict",
		    text_str(states[i].labels), UNIT_ONE,
		    slice_eq(state, text_str(states[i].state)) });
}

/* http.code.N of the whole run. */
static void
codes(struct sbuf *out, const struct block *b)
{
	struct slice rest;
	struct field f;
	int headed = 0;

	if (!block_find(b, block_windows[W_ALL], SLICE("http"), &rest))
		return;
	while (field_next(&rest, &f)) {
		int64_t code, n;
		char labels[64];

		if (!slice_starts(f.key, SLICE("code.")) ||
		    num_int(slice_from(f.key, 5), 100, 999, &code) != 0 ||
		    num_int(f.value, 0, INT64_MAX, &n) != 0)
			continue;
		if (!headed++)
			text_family(out, "http_errors_total", "counter",
			    "answers with status 400 or more, by status");
		snprintf(labels, sizeof(labels), "status_code=\"%d\"",
		    (int)code);
		text_sample(out, (struct sample){ "http_errors_total",
		    text_str(labels), UNIT_ONE, n });
	}
}

void
about_render(struct sbuf *out, const struct block *b, int64_t dropped)
{
	text_family(out, "build_info", "gauge", "the version of hls-export");
	text_sample(out, (struct sample){ "build_info",
	    SLICE("version=\"" VERSION "\""), UNIT_ONE, 1 });
	text_family(out, "export_blocks_dropped_total", "counter",
	    "blocks that -p dropped because their reader was too slow");
	text_sample(out, (struct sample){ "export_blocks_dropped_total",
	    SLICE(""), UNIT_ONE, dropped });
	if (b == NULL)
		return;
	text_family(out, "last_snapshot_timestamp_seconds", "gauge",
	    "the tick that these figures belong to");
	text_sample(out, (struct sample){ "last_snapshot_timestamp_seconds",
	    SLICE(""), UNIT_SECONDS, b->time_us });
	run(out, b);
	verdict(out, b);
	codes(out, b);
}
