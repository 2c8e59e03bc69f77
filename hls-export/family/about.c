/*
 * The families whose labels come from the stream.
 */
#include "format/number.h"
#include "num.h"
#include "parts.h"
#include "vocabulary.h"

static void
info(struct expo *e, const struct block *b)
{
	static const struct label_field from[] = {
		{ "version", "version" }, { "stream_url", "url" },
		{ "variant", "variant" },
	};
	struct sbuf text = { 0 };
	struct labels l;
	struct slice rest;

	if (!block_find(b, "-", SLICE("run"), &rest))
		return;
	l = labels_fields(rest, from, COUNT(from), &text);
	expo_family(e, (struct family){ "info", FAMILY_GAUGE, UNIT_ONE,
	    "the run: version of hls-spawn, URL and variant" });
	expo_number(e, &l, 1);
	sbuf_free(&text);
}

static void
verdict(struct expo *e, const struct block *b)
{
	struct slice rest, state;
	int i;

	if (!block_find(b, "-", SLICE("verdict"), &rest) ||
	    !field_get(rest, "state", &state))
		return;
	expo_family(e, (struct family){ "verdict", FAMILY_GAUGE, UNIT_ONE,
	    "1 for the verdict of the thresholds so far, 0 for the others" });
	for (i = 0; i < VERDICT_STATES; i++)
		expo_labelled(e, "state", slice_str(verdict_states[i]),
		    slice_eq(state, slice_str(verdict_states[i])));
}

/* Those that are warnings, or those that are not, into the family begun. */
static void
thresholds(struct expo *e, const struct block *b, int warnings)
{
	struct slice rest, value;
	struct sbuf text = { 0 };
	int64_t ok, warn;
	size_t i = 0;

	while (block_each(b, "threshold", &i, &rest)) {
		if (!field_int(rest, "warn", &warn))
			warn = 0;
		if ((warn != 0) != warnings || !field_int(rest, "ok", &ok) ||
		    !field_get(rest, "text", &value))
			continue;
		text.n = 0;
		unescape(&text, value);
		expo_labelled(e, "threshold", sbuf_view(&text), ok == 0);
	}
	sbuf_free(&text);
}

static void
judged(struct expo *e, const struct block *b)
{
	expo_family(e, (struct family){ "threshold_crossed", FAMILY_GAUGE,
	    UNIT_ONE, "1 for a threshold that does not hold, 0 for one that "
	    "does; absent while it has not been judged" });
	thresholds(e, b, 0);
	expo_family(e, (struct family){ "threshold_warning", FAMILY_GAUGE,
	    UNIT_ONE, "the same for thresholds that are warnings" });
	thresholds(e, b, 1);
}

/* http.code.N of the whole run. */
static void
codes(struct expo *e, const struct block *b)
{
	struct slice rest;
	struct field f;
	int64_t code, n;

	if (!block_find(b, block_windows[W_ALL], SLICE("http"), &rest))
		return;
	expo_family(e, (struct family){ "http_errors_total", FAMILY_COUNTER,
	    UNIT_ONE, "answers with status 400 or more, by status" });
	while (field_next(&rest, &f)) {
		if (!slice_starts(f.key, SLICE("code.")) ||
		    num_int(slice_from(f.key, 5), 100, 999, &code) != 0 ||
		    num_int(f.value, 0, INT64_MAX - 1, &n) != 0)
			continue;
		expo_labelled(e, "status_code", slice_from(f.key, 5),
		    (double)n);
	}
}

void
about_program(struct expo *e, int64_t dropped)
{
	expo_family(e, (struct family){ "build_info", FAMILY_GAUGE, UNIT_ONE,
	    "the version of hls-export" });
	expo_labelled(e, "version", SLICE(VERSION), 1);
	expo_family(e, (struct family){ "export_blocks_dropped_total",
	    FAMILY_COUNTER, UNIT_ONE,
	    "blocks that -p dropped because their reader was too slow" });
	expo_number(e, NULL, (double)dropped);
}

void
about_run(struct expo *e, const struct block *b)
{
	expo_family(e, (struct family){ "last_snapshot_timestamp_seconds",
	    FAMILY_GAUGE, UNIT_SECONDS,
	    "the tick that these figures belong to" });
	expo_number(e, NULL, number_of(UNIT_SECONDS, b->time_us));
	info(e, b);
	verdict(e, b);
	judged(e, b);
	codes(e, b);
}
