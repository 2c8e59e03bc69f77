/*
 * The form that Jenkins, GitLab and the others read; there is no standard for
 * it, so only elements and attributes that all of them know.
 */
#include <time.h>

#include "capacity_print.h"
#include "figures/figures.h"
#include "judge/doubt.h"
#include "judge/verdict.h"
#include "junit.h"
#include "sentence.h"
#include "source_rows.h"
#include "utf8.h"
#include "verdict_print.h"

/*
 * What XML 1.0 takes, in an attribute, but for control characters; the rest,
 * which U+FFFE and U+FFFF are of, becomes a question mark.
 */
static void
put_xml(struct sbuf *b, struct slice s)
{
	static const char *const entities[] = {
		['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;",
		['"'] = "&quot;",
	};

	while (s.n > 0) {
		size_t n = utf8_length(s);
		unsigned char c = (unsigned char)s.p[0];
		struct slice one = { s.p, n };

		if (n == 1 && c < COUNT(entities) && entities[c] != NULL)
			sbuf_str(b, entities[c]);
		else if (n == 0 || utf8_is_control(s) ||
		    slice_eq(one, SLICE("\xef\xbf\xbe")) ||
		    slice_eq(one, SLICE("\xef\xbf\xbf")))
			sbuf_char(b, '?');
		else
			sbuf_slice(b, one);
		s = slice_from(s, n ? n : 1);
	}
}

static void
put_attribute(struct sbuf *b, const char *name, struct slice value)
{
	sbuf_printf(b, " %s=\"", name);
	put_xml(b, value);
	sbuf_char(b, '"');
}

static void
put_time(const struct judge *j, struct sbuf *b, int64_t us)
{
	if (!figures_timed(j->on.figures))
		return;
	sbuf_str(b, " time=\"");
	sbuf_micro(b, us);
	sbuf_char(b, '"');
}

/* The stream's first second, as ISO 8601 wants it. */
static void
put_timestamp(const struct judge *j, struct sbuf *b)
{
	time_t t = (time_t)(j->on.figures->at.first_us / 1000000);
	struct tm tm;
	char text[32];

	if (j->on.figures->records > 0 && figures_timed(j->on.figures) &&
	    gmtime_r(&t, &tm) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm) > 0)
		sbuf_printf(b, " timestamp=\"%s\"", text);
}

/* "hls http://... region=eu", as far as known. */
static void
put_name(const struct judge *j, struct sbuf *b)
{
	static const enum run_text parts[] = { RUN_URL, RUN_LABELS };
	const struct sbuf *text = j->on.figures->run.text;
	struct sbuf name = { 0 };
	size_t i;

	sbuf_str(&name, "hls");
	for (i = 0; i < COUNT(parts); i++) {
		if (text[parts[i]].n == 0)
			continue;
		sbuf_char(&name, ' ');
		sbuf_slice(&name, sbuf_view(&text[parts[i]]));
	}
	put_attribute(b, "name", sbuf_view(&name));
	sbuf_free(&name);
}

/* How much of bare logs was understood. */
static void
put_logs(const struct judge *j, struct sbuf *b, int *any)
{
	const int64_t *all = j->on.figures->windows.all.counter;
	unsigned id;

	for (id = M_LOGS_LINES; id <= M_LOGS_HLS &&
	    all[M_LOGS_LINES] > 0; id++) {
		if (!(*any)++)
			sbuf_str(b, "  <properties>\n");
		sbuf_printf(b, "   <property name=\"%s\" value=\"%lld\"/>\n",
		    metrics[id].path, (long long)all[id]);
	}
}

static void
put_properties(const struct judge *j, struct sbuf *b)
{
	const struct sbuf *text = j->on.figures->run.text;
	int i, any = 0;

	for (i = 0; i < RUN_TEXTS; i++) {
		if (text[i].n == 0)
			continue;
		if (!any++)
			sbuf_str(b, "  <properties>\n");
		sbuf_printf(b, "   <property name=\"%s\"", run_keys[i]);
		put_attribute(b, "value", sbuf_view(&text[i]));
		sbuf_str(b, "/>\n");
	}
	put_logs(j, b, &any);
	if (any)
		sbuf_str(b, "  </properties>\n");
}

/*
 * NULL, "failure" or "error"; "skipped" for a warning, which CI systems show
 * beside what passed, where nobody would look at an output.
 */
static const char *
outcome(const struct threshold *t, const struct verdict *v)
{
	if (t->warn)
		return t->broken ? "skipped" : NULL;
	if (v->failed && !v->nothing)
		return "error";
	if (v->state == VERDICT_INCONCLUSIVE)
		return t->broken || v->crossed == 0 ? "error" : NULL;
	return t->broken ? "failure" : NULL;
}

static void
put_message(const struct judge *j, struct sbuf *b, const struct threshold *t,
    const struct verdict *v)
{
	struct sbuf text = { 0 };
	int64_t value;

	if (t->warn)
		sbuf_str(&text, "warning: ");
	if (verdict_value(j, t, &value)) {
		sbuf_str(&text, "value ");
		verdict_figure(&text, lookup_unit(&t->what), value);
	} else {
		sbuf_str(&text, threshold_without(t));
	}
	if (!t->warn && (v->state == VERDICT_INCONCLUSIVE ||
	    (v->failed && !v->nothing))) {
		sbuf_str(&text, "; ");
		verdict_sentence(j, v, &text);
	}
	put_attribute(b, "message", sbuf_view(&text));
	sbuf_free(&text);
}

static void
put_case(const struct judge *j, struct sbuf *b, const struct threshold *t,
    const struct verdict *v)
{
	const char *how = outcome(t, v);

	sbuf_str(b, "  <testcase classname=\"hls-agg\"");
	put_attribute(b, "name", slice_str(t->text));
	put_time(j, b, t->broken ? t->broke_elapsed_us :
	    j->on.figures->at.elapsed_us);
	if (how == NULL) {
		sbuf_str(b, "/>\n");
		return;
	}
	sbuf_printf(b, ">\n   <%s%s", how,
	    t->warn ? "" : " type=\"threshold\"");
	put_message(j, b, t, v);
	sbuf_str(b, "/>\n  </testcase>\n");
}

/* Nothing was tested: that is an error by itself, without thresholds too. */
static void
put_mute(const struct judge *j, struct sbuf *b)
{
	struct sbuf text = { 0 };

	if (!figures_mute(j->on.figures))
		return;
	source_sentence(j->on.figures, &text);
	sbuf_str(b, "  <testcase classname=\"hls-agg\" name=\"logs\">\n"
	    "   <error type=\"logs\"");
	put_attribute(b, "message", sbuf_view(&text));
	sbuf_str(b, "/>\n  </testcase>\n");
	sbuf_free(&text);
}

/* That nobody played is a failure by itself, too. */
static void
put_nothing(const struct judge *j, struct sbuf *b, const struct verdict *v)
{
	struct sbuf text = { 0 };

	if (!v->nothing)
		return;
	sentence_nothing(j->on.figures, &text);
	sbuf_str(b, "  <testcase classname=\"hls-agg\" name=\"played\"");
	put_time(j, b, j->on.figures->at.elapsed_us);
	sbuf_str(b, ">\n   <failure type=\"played\"");
	put_attribute(b, "message", sbuf_view(&text));
	sbuf_str(b, "/>\n  </testcase>\n");
	sbuf_free(&text);
}

/*
 * What the steps of the load came to: the thresholds say what of it is a
 * failure, and it is an error where it is left open.
 */
static void
put_capacity(const struct judge *j, struct sbuf *b, const struct verdict *v)
{
	struct sbuf text = { 0 };

	if (!capacity_told(j))
		return;
	capacity_sentence(j, &text);
	sbuf_str(b, "  <testcase classname=\"hls-agg\" name=\"capacity\"");
	put_time(j, b, j->on.figures->at.elapsed_us);
	sbuf_str(b, ">\n   <");
	if (verdict_open(v)) {
		sbuf_str(b, "error type=\"capacity\"");
		put_attribute(b, "message", sbuf_view(&text));
		sbuf_str(b, "/>\n");
	} else {
		sbuf_str(b, "system-out>");
		put_xml(b, sbuf_view(&text));
		sbuf_str(b, "</system-out>\n");
	}
	sbuf_str(b, "  </testcase>\n");
	sbuf_free(&text);
}

/* What XML readers call system-out: why the figures are in doubt. */
static void
put_evidence(const struct judge *j, struct sbuf *b, const struct verdict *v)
{
	struct sbuf text = { 0 };
	unsigned d = 0;

	if (v->doubts == 0)
		return;
	sbuf_str(b, "  <system-out>");
	while (doubt_next(j, &d, &text)) {
		put_xml(b, sbuf_view(&text));
		sbuf_char(b, '\n');
	}
	sbuf_str(b, "</system-out>\n");
}

static void
put_counts(const struct judge *j, struct sbuf *b, const struct verdict *v)
{
	size_t mute = figures_mute(j->on.figures) != 0;
	size_t told = capacity_told(j) != 0;
	size_t nothing = v->nothing != 0;
	size_t i, failures = nothing, errors = mute;

	for (i = 0; i < j->rules.n; i++) {
		const char *how = outcome(&j->rules.threshold[i], v);

		failures += how != NULL && strcmp(how, "failure") == 0;
		errors += how != NULL && strcmp(how, "error") == 0;
	}
	errors += told && verdict_open(v);
	sbuf_printf(b, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"",
	    j->rules.n + nothing + told + mute, failures, errors);
	if (v->warned > 0)
		sbuf_printf(b, " skipped=\"%zu\"", v->warned);
}

void
junit_print(const struct judge *j, struct sbuf *b)
{
	struct verdict v = verdict_of(j);
	size_t i;

	sbuf_str(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n <testsuite");
	put_name(j, b);
	put_counts(j, b, &v);
	put_time(j, b, j->on.figures->at.elapsed_us);
	put_timestamp(j, b);
	sbuf_str(b, ">\n");
	put_properties(j, b);
	put_nothing(j, b, &v);
	for (i = 0; i < j->rules.n; i++)
		put_case(j, b, &j->rules.threshold[i], &v);
	put_capacity(j, b, &v);
	put_mute(j, b);
	put_evidence(j, b, &v);
	sbuf_str(b, " </testsuite>\n</testsuites>\n");
}
