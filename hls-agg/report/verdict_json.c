/*
 * The verdict in the report's JSON: the same facts as the records.
 */
#include "judge/doubt.h"
#include "verdict_print.h"

/* Within one line of a list: ", " and the key. */
static void
put_key(struct nest *n, const char *key)
{
	sbuf_printf(n->out, ", \"%s\": ", key);
}

static void
put_text(struct nest *n, const char *s)
{
	nest_text(n, slice_str(s));
}

static void
put_threshold(struct nest *n, const struct judge *j, const struct threshold *t)
{
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t v;

	sbuf_str(n->out, "{\"text\": ");
	put_text(n, t->text);
	put_key(n, "ok");
	sbuf_str(n->out, t->broken ? "false" : "true");
	if (verdict_value(j, t, &v)) {
		put_key(n, "value");
		metric_value(n->out, unit, v);
	}
	if ((t->broken || t->where_known) && !t->judged) {
		put_key(n, "why");
		put_text(n, threshold_without(t));
	}
	if (!lookup_is_gauge(&t->what)) {
		put_key(n, "window");
		put_text(n, lookup_window(j->on.figures, &t->what));
	}
	if (t->broken) {
		put_key(n, "broke_at");
		sbuf_micro(n->out, t->broke_us);
		put_key(n, "broke_after");
		sbuf_micro(n->out, t->broke_elapsed_us);
	}
	if (t->broken && t->has_worst && t->what.window == LOOKUP_SLIDING) {
		put_key(n, "worst");
		metric_value(n->out, unit, t->worst);
	}
	sbuf_char(n->out, '}');
}

static void
put_thresholds(struct nest *n, const struct judge *j)
{
	size_t i;

	nest_key(n, "thresholds");
	nest_list(n);
	for (i = 0; i < j->rules.n; i++) {
		nest_item(n);
		put_threshold(n, j, &j->rules.threshold[i]);
	}
	nest_list_end(n);
}

static void
put_evidence(struct nest *n, const struct judge *j)
{
	struct sbuf text = { 0 };
	unsigned d;

	nest_key(n, "verdict.evidence");
	nest_list(n);
	for (d = 0; d < DOUBTS; d++) {
		text.n = 0;
		if (!doubt_text(j, (enum doubt)d, &text))
			continue;
		nest_item(n);
		nest_text(n, sbuf_view(&text));
	}
	nest_list_end(n);
	sbuf_free(&text);
}

void
verdict_json(const struct judge *j, struct nest *n)
{
	struct verdict v = verdict_of(j);
	struct sbuf why = { 0 };

	if (j->rules.n > 0)
		put_thresholds(n, j);
	nest_key(n, "verdict.state");
	put_text(n, verdict_states[v.state]);
	nest_key(n, "verdict.code");
	sbuf_int(n->out, v.code);
	verdict_why(&v, &why);
	if (j->rules.n > 0 && why.n > 0) {
		nest_key(n, "verdict.why");
		nest_text(n, sbuf_view(&why));
	}
	if (j->stopped > 0) {
		nest_key(n, "verdict.stopped_by");
		sbuf_int(n->out, (int64_t)j->stopped);
	}
	if (v.doubts != 0)
		put_evidence(n, j);
	sbuf_free(&why);
}
