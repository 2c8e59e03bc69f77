/*
 * One answer (judge/capacity.h) in four forms.
 */
#include <string.h>

#include "capacity_print.h"
#include "figures/figures.h"
#include "figures/walk.h"
#include "record.h"
#include "sum/sum.h"
#include "text/text.h"
#include "verdict_print.h"

/* A limit in the integer form of the figure's unit. */
static int64_t
limit_of(enum metric_unit unit, const struct amount *a)
{
	if (unit == UNIT_ONE || unit == UNIT_BYTES)
		return a->whole;
	return sum_add(sum_times(a->whole, 1000000), a->micro);
}

static const struct threshold *
breaker(const struct judge *j, const struct step *s)
{
	return &j->capacity.rules->threshold[s->by];
}

static int
find_limit(const struct judge *j, const struct threshold *t, int64_t *v)
{
	struct amount limit;

	if (!threshold_limit(t, j->on.baseline, &limit))
		return 0;
	*v = limit_of(lookup_unit(&t->what), &limit);
	return 1;
}

static const char *
window_of(const struct threshold *t)
{
	static char name[32];
	struct sbuf b = { 0 };

	if (t->what.window != LOOKUP_SLIDING)
		return "step";
	sbuf_printf(&b, "%llds", (long long)(t->what.width_us / 1000000));
	memcpy(name, b.p, b.n);
	name[b.n] = '\0';
	sbuf_free(&b);
	return name;
}

/* Without the zeros behind the last digit: "2.1 %" for "2.10 %". */
static void
put_short(struct sbuf *b, enum metric_unit unit, int64_t v)
{
	struct sbuf text = { 0 };
	struct slice s;
	size_t n, kept;

	verdict_figure(&text, unit, v);
	s = sbuf_view(&text);
	for (n = 0; n < s.n && s.p[n] != ' ' && s.p[n] != '/'; n++)
		continue;
	kept = n;
	if (slice_find((struct slice){ s.p, n }, '.') < n) {
		while (s.p[kept - 1] == '0')
			kept--;
		kept -= s.p[kept - 1] == '.';
	}
	sbuf_slice(b, (struct slice){ s.p, kept });
	sbuf_slice(b, slice_from(s, n));
	sbuf_free(&text);
}

static void
put_break(const struct judge *j, const struct step *s, struct sbuf *b)
{
	const struct threshold *t = breaker(j, s);
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t limit;

	sbuf_printf(b, "; at %lld %s ", (long long)s->target, t->what.path);
	if (s->known)
		put_short(b, unit, s->value);
	else
		sbuf_str(b, "no data");
	if (!find_limit(j, t, &limit))
		return;
	sbuf_str(b, " (limit ");
	put_short(b, unit, limit);
	sbuf_char(b, ')');
}

static void
put_carries(const struct judge *j, const struct answer *a, struct sbuf *b)
{
	if (!a->known) {
		sbuf_str(b, "how many viewers it carries is not known");
		if (a->limited == NULL)
			sbuf_str(b, ": no step of the load was judged");
		return;
	}
	sbuf_str(b, "carries ");
	if (a->held == NULL)
		sbuf_str(b, "fewer than ");
	else if (a->at_least && j->over)
		sbuf_str(b, "at least ");
	text_count(b, a->held != NULL ? a->carries : a->broke->target,
	    "viewer");
	if (!j->over)
		sbuf_str(b, " so far");
	else if (a->all)
		sbuf_str(b, " (all that were asked for)");
}

void
capacity_sentence(const struct judge *j, struct sbuf *b)
{
	const struct figures *f = j->on.figures;
	struct answer a = capacity_answer(&j->capacity, f);

	if (j->fleet != NULL || (!capacity_told(j) &&
	    (f->phases.count < 2 || !a.known)))
		return;
	if (!j->over && !a.known && a.limited == NULL)
		return;
	put_carries(j, &a, b);
	if (a.limited != NULL) {
		sbuf_printf(b, "; at %lld the generator was the limit (",
		    (long long)a.limited->limit);
		sbuf_slice(b, sbuf_view(&a.limited->why));
		sbuf_char(b, ')');
	}
	if (a.brief != NULL && j->over) {
		sbuf_printf(b, "; at %lld the step was too short to judge (",
		    (long long)a.brief->target);
		sbuf_slice(b, sbuf_view(&a.brief->why));
		sbuf_char(b, ')');
	}
	if (a.broke != NULL)
		put_break(j, a.broke, b);
}

int
capacity_told(const struct judge *j)
{
	return j->fleet == NULL &&
	    capacity_asked(&j->capacity, j->on.figures);
}

/* What broke, as fields of the record. */
static void
record_break(const struct judge *j, const struct step *s, struct sbuf *b)
{
	const struct threshold *t = breaker(j, s);
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t limit;

	put_int(b, "breaks_at", s->target);
	if (s->known)
		walk_field(b, "value", unit, s->value);
	if (find_limit(j, t, &limit))
		walk_field(b, "limit", unit, limit);
	put_str(b, "window", window_of(t));
	put_str(b, "threshold", t->text);
}

void
capacity_record(const struct judge *j, struct sbuf *b)
{
	struct answer a = capacity_answer(&j->capacity, j->on.figures);
	struct sbuf text = { 0 };

	capacity_sentence(j, &text);
	if (capacity_told(j) && text.n > 0) {
		record_begin(b, j->on.figures->at.tick_us, SLICE("-"),
		    "capacity");
		if (a.known)
			put_int(b, "carries", a.carries);
		put_int(b, "at_least", a.at_least);
		if (a.limited != NULL)
			put_int(b, "limited_at", a.limited->limit);
		if (a.broke != NULL)
			record_break(j, a.broke, b);
		put_slice(b, "text", sbuf_view(&text));
		record_end(b);
	}
	sbuf_free(&text);
}

/* Within one line of a list. */
static void
put_key(struct nest *n, const char *key)
{
	sbuf_printf(n->out, ", \"%s\": ", key);
}

static void
put_moment(struct nest *n, const char *key, int64_t us)
{
	if (us < 0)
		return;
	put_key(n, key);
	sbuf_micro(n->out, us);
}

static void
put_step(struct nest *n, const struct judge *j, const struct step *s)
{
	sbuf_printf(n->out, "{\"n\": \"%lld\"", (long long)s->n);
	put_key(n, "clients");
	sbuf_int(n->out, s->target);
	put_key(n, "state");
	nest_text(n, slice_str(step_states[s->state]));
	put_key(n, "begin");
	sbuf_micro(n->out, s->begin_us);
	put_moment(n, "from", s->from_us);
	put_moment(n, "to", s->to_us);
	if (s->state == STEP_BROKE) {
		put_key(n, "threshold");
		nest_text(n, slice_str(breaker(j, s)->text));
	}
	if (s->state == STEP_BROKE && s->known) {
		put_key(n, "value");
		metric_value(n->out, lookup_unit(&breaker(j, s)->what),
		    s->value);
	}
	if (s->why.n > 0) {
		put_key(n, "why");
		nest_text(n, sbuf_view(&s->why));
	}
	sbuf_char(n->out, '}');
}

static void
list_steps(struct nest *n, const struct judge *j)
{
	const struct step *s;
	size_t i;

	nest_key(n, "capacity.steps");
	nest_list(n);
	for (i = 0; (s = capacity_step(&j->capacity, i)) != NULL; i++) {
		nest_item(n);
		put_step(n, j, s);
	}
	nest_list_end(n);
}

static void
json_break(const struct judge *j, const struct step *s, struct nest *n)
{
	const struct threshold *t = breaker(j, s);
	enum metric_unit unit = lookup_unit(&t->what);
	int64_t limit;

	nest_key(n, "capacity.breaks_at");
	sbuf_int(n->out, s->target);
	nest_key(n, "capacity.threshold");
	nest_text(n, slice_str(t->text));
	if (s->known) {
		nest_key(n, "capacity.value");
		metric_value(n->out, unit, s->value);
	}
	if (find_limit(j, t, &limit)) {
		nest_key(n, "capacity.limit");
		metric_value(n->out, unit, limit);
	}
	nest_key(n, "capacity.window");
	nest_text(n, slice_str(window_of(t)));
}

static void
put_flag(struct nest *n, const char *path, int flag)
{
	nest_key(n, path);
	sbuf_str(n->out, flag ? "true" : "false");
}

void
capacity_json(const struct judge *j, struct nest *n)
{
	struct answer a = capacity_answer(&j->capacity, j->on.figures);
	struct sbuf text = { 0 };

	if (!capacity_told(j))
		return;
	if (a.known) {
		nest_key(n, "capacity.carries");
		sbuf_int(n->out, a.carries);
	}
	put_flag(n, "capacity.at_least", a.at_least);
	if (a.broke != NULL)
		json_break(j, a.broke, n);
	capacity_sentence(j, &text);
	nest_key(n, "capacity.text");
	nest_text(n, sbuf_view(&text));
	list_steps(n, j);
	put_flag(n, "capacity.generator.limited", a.limited != NULL);
	if (a.limited != NULL) {
		nest_key(n, "capacity.generator.at");
		sbuf_int(n->out, a.limited->limit);
		nest_key(n, "capacity.generator.why");
		nest_text(n, sbuf_view(&a.limited->why));
	}
	sbuf_free(&text);
}
