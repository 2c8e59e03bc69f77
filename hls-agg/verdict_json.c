/*
 * The verdict in the report's JSON: the same facts as the records.
 */
#include "agg.h"
#include "verdict.h"

/* Within one line of a list: ", " and the key. */
static void
put_key(struct nest *j, const char *key)
{
	sbuf_printf(j->out, ", \"%s\": ", key);
}

static void
put_text(struct nest *j, const char *s)
{
	nest_text(j, slice_str(s));
}

static void
put_threshold(struct nest *j, const struct agg *a, const struct threshold *t)
{
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t v;

	sbuf_str(j->out, "{\"text\": ");
	put_text(j, t->text);
	put_key(j, "ok");
	sbuf_str(j->out, t->broken ? "false" : "true");
	if (verdict_value(a, t, &v)) {
		put_key(j, "value");
		metric_value(j->out, unit, v);
	}
	if ((t->broken || t->where_known) && !t->judged) {
		put_key(j, "why");
		put_text(j, threshold_without(t));
	}
	if (!lookup_is_gauge(&t->what)) {
		put_key(j, "window");
		put_text(j, lookup_window(a, &t->what));
	}
	if (t->broken) {
		put_key(j, "broke_at");
		sbuf_micro(j->out, t->broke_us);
		put_key(j, "broke_after");
		sbuf_micro(j->out, t->broke_elapsed_us);
	}
	if (t->broken && t->has_worst && t->what.window == LOOKUP_SLIDING) {
		put_key(j, "worst");
		metric_value(j->out, unit, t->worst);
	}
	sbuf_char(j->out, '}');
}

static void
put_thresholds(struct nest *j, const struct agg *a)
{
	size_t i;

	nest_key(j, "thresholds");
	nest_list(j);
	for (i = 0; i < a->judge.rules.n; i++) {
		nest_item(j);
		put_threshold(j, a, &a->judge.rules.threshold[i]);
	}
	nest_list_end(j);
}

static void
put_evidence(struct nest *j, const struct agg *a)
{
	struct sbuf text = { 0 };
	unsigned d;

	nest_key(j, "verdict.evidence");
	nest_list(j);
	for (d = 0; d < DOUBTS; d++) {
		text.n = 0;
		if (!doubt_text(a, (enum doubt)d, &text))
			continue;
		nest_item(j);
		nest_text(j, sbuf_view(&text));
	}
	nest_list_end(j);
	sbuf_free(&text);
}

void
verdict_json(const struct agg *a, struct nest *j)
{
	struct verdict v = verdict_of(a);
	struct sbuf why = { 0 };

	if (a->judge.rules.n > 0)
		put_thresholds(j, a);
	nest_key(j, "verdict.state");
	put_text(j, verdict_names[v.state]);
	nest_key(j, "verdict.code");
	sbuf_int(j->out, v.code);
	verdict_why(&v, &why);
	if (a->judge.rules.n > 0 && why.n > 0) {
		nest_key(j, "verdict.why");
		nest_text(j, sbuf_view(&why));
	}
	if (a->judge.stopped > 0) {
		nest_key(j, "verdict.stopped_by");
		sbuf_int(j->out, (int64_t)a->judge.stopped);
	}
	if (v.doubts != 0)
		put_evidence(j, a);
	sbuf_free(&why);
}
