/*
 * The verdict in the stream and in the report. Records hold what every reader
 * can show; only the report's marks follow the locale.
 */
#include "figures/walk.h"
#include "human.h"
#include "judge/doubt.h"
#include "judge/outside.h"
#include "record.h"
#include "row.h"
#include "text/text.h"
#include "verdict_print.h"

static void
begin(const struct judge *j, struct sbuf *b, const char *kind)
{
	record_begin(b, j->on.figures->at.tick_us, SLICE("-"), kind);
}

static void
put_figure(struct sbuf *b, const char *key, const struct threshold *t,
    int64_t v)
{
	walk_field(b, key, lookup_unit(&t->what), v);
}

/* Whether there is an outcome to tell already. */
static int
is_told(const struct judge *j, const struct threshold *t)
{
	if (t->of_step)
		return t->broken || j->over;
	return t->broken || j->over ||
	    (t->judged && threshold_is_live(t));
}

/* ok is the outcome; holds what it would be if the run ended now. */
static void
put_outcome(const struct judge *j, struct sbuf *b, const struct threshold *t)
{
	struct amount limit;
	int64_t v;
	int known = verdict_value(j, t, &v);

	if (is_told(j, t))
		put_int(b, "ok", !t->broken);
	else if (known && threshold_limit(t, j->on.baseline,
	    &limit))
		put_int(b, "holds", threshold_holds(t, &limit, v));
	if (known)
		put_figure(b, "value", t, v);
}

/* Of a step, or of the run. */
static const char *
window_of(const struct judge *j, const struct threshold *t)
{
	return t->of_step && t->what.window != LOOKUP_SLIDING ? "step" :
	    lookup_window(j->on.figures, &t->what);
}

static void
put_threshold(const struct judge *j, struct sbuf *b, size_t i)
{
	const struct threshold *t = &j->rules.threshold[i];
	int64_t v;
	enum outside rest = outside_value(t, &j->on, &v);

	begin(j, b, "threshold");
	put_int(b, "n", (int64_t)i + 1);
	if (t->warn)
		put_int(b, "warn", 1);
	put_outcome(j, b, t);
	if (!lookup_is_gauge(&t->what))
		put_str(b, "window", window_of(j, t));
	if (t->broken)
		put_micro(b, "broke", t->broke_us);
	if (t->broken && t->has_worst && t->what.window == LOOKUP_SLIDING)
		put_figure(b, "worst", t, t->worst);
	if (t->fell)
		put_micro(b, "fell", t->fell_us);
	if (rest != OUTSIDE_NONE)
		put_figure(b, outside_key(rest), t, v);
	put_str(b, "text", t->rule);
	record_end(b);
}

static void
put_verdict(const struct judge *j, struct sbuf *b, const struct verdict *v)
{
	struct sbuf why = { 0 };

	begin(j, b, "verdict");
	put_str(b, "state", verdict_states[v->state]);
	put_int(b, "code", v->code);
	verdict_why(v, &why);
	if ((v->gates > 0 || v->nothing) && why.n > 0)
		put_slice(b, "why", sbuf_view(&why));
	if (j->stopped > 0)
		put_int(b, "stopped", (int64_t)j->stopped);
	record_end(b);
	sbuf_free(&why);
}

void
verdict_records(const struct judge *j, struct sbuf *b)
{
	struct verdict v = verdict_of(j);
	struct sbuf text = { 0 };
	unsigned d = 0;
	size_t i;

	for (i = 0; i < j->rules.n; i++)
		put_threshold(j, b, i);
	put_verdict(j, b, &v);
	while (doubt_next(j, &d, &text)) {
		begin(j, b, "evidence");
		put_slice(b, "text", sbuf_view(&text));
		record_end(b);
	}
}

/* With three digits: what is near the limit must not look like it. */
void
verdict_figure(struct sbuf *b, enum metric_unit unit, int64_t v)
{
	if (v == 0 && unit == UNIT_SECONDS)
		sbuf_str(b, "0 s");
	else if (v == 0 && unit == UNIT_RATIO)
		sbuf_str(b, "0 %");
	else
		sbuf_str(b, human_figure(unit, v).s);
}

/* "; 2.1 % outside", "; 1.2 s over all". */
static void
row_outside(const struct judge *j, struct sbuf *b, const struct threshold *t)
{
	int64_t v;
	enum outside rest = outside_value(t, &j->on, &v);

	if (rest == OUTSIDE_NONE)
		return;
	sbuf_str(b, "; ");
	verdict_figure(b, lookup_unit(&t->what), v);
	sbuf_str(b, rest == OUTSIDE_ALL ? " over all" : " outside");
}

/* "131 ms over steady", "3.1 % at 12s, 5.2 % at worst", "no data". */
static void
row_outcome(const struct judge *j, struct sbuf *b, const struct threshold *t)
{
	enum metric_unit unit = lookup_unit(&t->what);
	int sliding = t->what.window == LOOKUP_SLIDING;
	int64_t v;

	if (!verdict_value(j, t, &v)) {
		sbuf_str(b, threshold_without(t));
		return;
	}
	verdict_figure(b, unit, v);
	if (t->of_step) {
		sbuf_str(b, " at ");
		text_count(b, t->clients, "client");
		return;
	}
	if (!t->judged) {
		sbuf_str(b, ", ");
		sbuf_str(b, threshold_without(t));
	}
	if (t->broken && threshold_is_live(t)) {
		sbuf_str(b, " at ");
		text_duration(b, t->broke_elapsed_us);
		if (sliding && t->has_worst) {
			sbuf_str(b, ", ");
			verdict_figure(b, unit, t->worst);
			sbuf_str(b, " at worst");
		}
	} else if (!sliding && !lookup_is_gauge(&t->what)) {
		sbuf_str(b, " over ");
		sbuf_str(b, lookup_window(j->on.figures, &t->what));
	}
	row_outside(j, b, t);
}

/* What only bounds a step is neither crossed nor held. */
static const char *
mark(const struct report *r, const struct threshold *t)
{
	int utf8 = r->utf8, ok = !t->broken;

	if (t->of_step && r->judge->bounded)
		return utf8 ? "\302\267 " : "step  ";
	if (t->warn && !ok)
		return utf8 ? "! " : "warn  ";
	if (utf8)
		return ok ? "\342\234\223 " : "\342\234\227 ";
	return ok ? "ok    " : "FAIL  ";
}

static void
put_thresholds(const struct report *report, struct sbuf *b)
{
	const struct judge *j = report->judge;
	const struct rules *r = &j->rules;
	int width = 0;
	size_t i;

	for (i = 0; i < r->n; i++)
		if ((int)strlen(r->threshold[i].text) > width)
			width = (int)strlen(r->threshold[i].text);
	for (i = 0; i < r->n; i++) {
		const struct threshold *t = &r->threshold[i];

		row_label(b, i == 0 ? "Thresholds" : "");
		sbuf_str(b, mark(report, t));
		sbuf_printf(b, "%-*s  ", width, t->text);
		row_outcome(j, b, t);
		sbuf_char(b, '\n');
	}
}

void
verdict_rows(const struct report *r, struct sbuf *b)
{
	const struct judge *j = r->judge;
	struct verdict v = verdict_of(j);
	struct sbuf text = { 0 };
	unsigned d = 0;
	int any = 0;

	put_thresholds(r, b);
	if (j->rules.n > 0) {
		row_label(b, "Verdict");
		verdict_sentence(j, &v, b);
		sbuf_char(b, '\n');
	}
	while (doubt_next(j, &d, &text)) {
		row_label(b, any++ ? "" : "Limited by");
		sbuf_slice(b, sbuf_view(&text));
		sbuf_char(b, '\n');
	}
}

/* Within one line of a list: ", " and the key. */
static void
put_key(struct nest *n, const char *key)
{
	sbuf_printf(n->out, ", \"%s\": ", key);
}

static void
nest_str(struct nest *n, const char *s)
{
	nest_text(n, slice_str(s));
}

static void
put_outside(struct nest *n, const struct judge *j, const struct threshold *t)
{
	int64_t v;
	enum outside rest = outside_value(t, &j->on, &v);

	if (rest == OUTSIDE_NONE)
		return;
	put_key(n, outside_key(rest));
	metric_value(n->out, lookup_unit(&t->what), v);
}

static void
put_member(struct nest *n, const struct judge *j, const struct threshold *t)
{
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t v;

	sbuf_str(n->out, "{\"text\": ");
	nest_str(n, t->rule);
	if (t->warn) {
		put_key(n, "warn");
		sbuf_str(n->out, "true");
	}
	put_key(n, "ok");
	sbuf_str(n->out, t->broken ? "false" : "true");
	if (verdict_value(j, t, &v)) {
		put_key(n, "value");
		metric_value(n->out, unit, v);
	}
	if ((t->broken || t->where_known) && !(t->of_step ? t->known :
	    t->judged)) {
		put_key(n, "why");
		nest_str(n, threshold_without(t));
	}
	if (!lookup_is_gauge(&t->what)) {
		put_key(n, "window");
		nest_str(n, window_of(j, t));
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
	put_outside(n, j, t);
	sbuf_char(n->out, '}');
}

static void
list_thresholds(struct nest *n, const struct judge *j)
{
	size_t i;

	nest_key(n, "thresholds");
	nest_list(n);
	for (i = 0; i < j->rules.n; i++) {
		nest_item(n);
		put_member(n, j, &j->rules.threshold[i]);
	}
	nest_list_end(n);
}

static void
list_evidence(struct nest *n, const struct judge *j)
{
	struct sbuf text = { 0 };
	unsigned d = 0;

	nest_key(n, "verdict.evidence");
	nest_list(n);
	while (doubt_next(j, &d, &text)) {
		nest_item(n);
		nest_text(n, sbuf_view(&text));
	}
	nest_list_end(n);
}

void
verdict_json(const struct judge *j, struct nest *n)
{
	struct verdict v = verdict_of(j);
	struct sbuf why = { 0 };

	if (j->rules.n > 0)
		list_thresholds(n, j);
	nest_key(n, "verdict.state");
	nest_str(n, verdict_states[v.state]);
	nest_key(n, "verdict.code");
	sbuf_int(n->out, v.code);
	verdict_why(&v, &why);
	if (v.gates > 0 && why.n > 0) {
		nest_key(n, "verdict.why");
		nest_text(n, sbuf_view(&why));
	}
	if (j->stopped > 0) {
		nest_key(n, "verdict.stopped_by");
		sbuf_int(n->out, (int64_t)j->stopped);
	}
	if (v.doubts != 0)
		list_evidence(n, j);
	sbuf_free(&why);
}
