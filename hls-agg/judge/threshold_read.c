/*
 * [warn:] PATH[{LABEL=VALUE}] OP LIMIT [over WINDOW] [for D] [after D] [stop],
 * by taking one part after the other off the text.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "figures/parts.h"
#include "num.h"
#include "threshold.h"

#define BLANKS SLICE(" \t")
#define DURATION_MAX_US (SECOND_US * 3600 * 24 * 7)
#define FACTOR_MAX (1000 * INT64_C(1000000))

/* The words that may stand behind the limit, each once. */
enum { CLAUSE_OVER = 1, CLAUSE_FOR = 2, CLAUSE_AFTER = 4, CLAUSE_STOP = 8 };

/* "WORD": MESSAGE, and -1. */
static int
wrong(struct sbuf *why, struct slice word, const char *message)
{
	sbuf_char(why, '"');
	sbuf_slice(why, word);
	sbuf_str(why, "\": ");
	sbuf_str(why, message);
	return -1;
}

static void
skip_blanks(struct slice *s)
{
	while (s->n > 0 && slice_find(BLANKS, *s->p) < BLANKS.n)
		*s = slice_from(*s, 1);
}

static int
is_path(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	    c == '.';
}

static int
read_path(struct threshold *t, struct slice *s, struct sbuf *why)
{
	struct slice path = { s->p, 0 };
	struct sbuf what = { 0 };
	int r;

	while (path.n < s->n && is_path(path.p[path.n]))
		path.n++;
	if (path.n == 0)
		return wrong(why, *s, "does not begin with a figure");
	*s = slice_from(*s, path.n);
	r = lookup_path(&t->what, path, &what);
	if (r != 0) {
		sbuf_char(&what, '\0');
		wrong(why, path, what.p);
	}
	sbuf_free(&what);
	return r;
}

static int
read_label(struct threshold *t, struct slice *s, struct sbuf *why)
{
	struct slice whole = *s, name, value;
	size_t end = slice_find(*s, '}');

	if (s->n == 0 || *s->p != '{')
		return 0;
	if (end == s->n)
		return wrong(why, whole, "lacks its }");
	value = (struct slice){ s->p + 1, end - 1 };
	*s = slice_from(*s, end + 1);
	name = slice_cut(&value, '=');
	t->what.dimension = dimension_find(name);
	if (t->what.dimension < 0)
		return wrong(why, name, "no such label (group, addr, status, "
		    "variant, phase, host, rendition)");
	if (value.n == 0)
		return wrong(why, name, "needs a value, {group=news}");
	t->what.part = value;
	return 0;
}

static int
read_op(struct threshold *t, struct slice *s, struct sbuf *why)
{
	static const struct slice ops[] = {
		[OP_LE] = SLICE_INIT("<="), [OP_LT] = SLICE_INIT("<"),
		[OP_GE] = SLICE_INIT(">="), [OP_GT] = SLICE_INIT(">"),
		[OP_EQ] = SLICE_INIT("=="), [OP_NE] = SLICE_INIT("!="),
	};
	/* What is the beginning of another comes after it. */
	static const enum threshold_op order[] = {
		OP_LE, OP_GE, OP_EQ, OP_NE, OP_LT, OP_GT,
	};
	size_t i;

	skip_blanks(s);
	for (i = 0; i < COUNT(order); i++)
		if (slice_skip(s, ops[order[i]])) {
			t->op = order[i];
			return 0;
		}
	if (s->n == 0)
		return wrong(why, slice_str(t->what.path),
		    "lacks a comparison, < 500ms");
	return wrong(why, *s, "none of < <= > >= == !=");
}

/* "* 1.1", "+ 10 %" and "- 10 %", behind the word baseline. */
static int
read_factor(struct threshold *t, struct slice *s, struct sbuf *why)
{
	struct slice sign, whole;
	struct amount a;
	int64_t micro;

	skip_blanks(s);
	whole = *s;
	t->factor = 1000000;
	if (s->n == 0 || slice_find(SLICE("*+-"), *s->p) == 3)
		return 0;
	sign = (struct slice){ s->p, 1 };
	*s = slice_from(*s, 1);
	skip_blanks(s);
	if (amount_take(s, UNIT_RATIO, &a) < 0 || a.whole < 0 ||
	    a.whole >= FACTOR_MAX / 1000000)
		return wrong(why, whole, "is none of * 1.1, + 10 %, - 10 %");
	micro = a.whole * 1000000 + a.micro;
	t->factor = *sign.p == '*' ? micro :
	    *sign.p == '+' ? 1000000 + micro : 1000000 - micro;
	return t->factor > 0 ? 0 : wrong(why, whole, "leaves nothing");
}

/* `number` is what could be read, without a unit; or empty. */
static int
no_value(const struct threshold *t, struct slice word, struct slice number,
    struct sbuf *why)
{
	enum metric_unit unit = lookup_unit(&t->what);

	wrong(why, word, "no value of ");
	sbuf_str(why, t->what.path);
	sbuf_str(why, *amount_units(unit) ? " (units: " : " (a bare number");
	sbuf_str(why, amount_units(unit));
	sbuf_str(why, unit == UNIT_RATIO ? ", or a decimal below 1)" : ")");
	if (number.n > 0) {
		sbuf_str(why, "; did you mean ");
		amount_suggest(why, unit, number);
		sbuf_char(why, '?');
	}
	return -1;
}

static int
read_limit(struct threshold *t, struct slice *s, struct sbuf *why)
{
	enum metric_unit unit = lookup_unit(&t->what);
	struct slice whole, word, number = SLICE("");
	int bare;

	skip_blanks(s);
	whole = *s;
	if (slice_skip(s, SLICE("baseline")))
		return read_factor(t, s, why);
	bare = amount_take(s, unit, &t->limit);
	if (bare == 0 || (bare > 0 && amount_is_plain(unit, &t->limit)))
		return 0;
	if (bare > 0)
		number = (struct slice){ whole.p, whole.n - s->n };
	word = slice_word(&whole, BLANKS);
	if (word.n == 0)
		return wrong(why, slice_str(t->what.path),
		    "lacks the value to compare with");
	return no_value(t, word, number, why);
}

static int
read_duration(struct slice *s, int64_t *us, struct sbuf *why)
{
	struct slice word = slice_word(s, BLANKS);

	if (num_duration(word, us) != 0 || *us <= 0 || *us > DURATION_MAX_US)
		return wrong(why, word, "no duration such as 10s or 5m");
	return 0;
}

static int
read_over(struct threshold *t, struct slice *s, struct sbuf *why)
{
	struct slice word = slice_word(s, BLANKS);

	if (lookup_over(&t->what, word) != 0)
		return wrong(why, word,
		    "no window (1s to 1h in whole seconds, steady, all)");
	return 0;
}

static int
clause_of(struct slice word)
{
	static const struct {
		struct slice word;
		int clause;
	} clauses[] = {
		{ SLICE_INIT("over"), CLAUSE_OVER },
		{ SLICE_INIT("for"), CLAUSE_FOR },
		{ SLICE_INIT("after"), CLAUSE_AFTER },
		{ SLICE_INIT("stop"), CLAUSE_STOP },
	};
	size_t i;

	for (i = 0; i < COUNT(clauses); i++)
		if (slice_eq(clauses[i].word, word))
			return clauses[i].clause;
	return 0;
}

static int
read_clause(struct threshold *t, struct slice *s, int clause,
    struct sbuf *why)
{
	switch (clause) {
	case CLAUSE_OVER:
		return read_over(t, s, why);
	case CLAUSE_FOR:
		return read_duration(s, &t->for_us, why);
	case CLAUSE_AFTER:
		return read_duration(s, &t->after_us, why);
	default:
		t->stop = 1;
		return 0;
	}
}

static int
read_clauses(struct threshold *t, struct slice *s, struct sbuf *why)
{
	struct slice word;
	int clause, seen = 0;

	while ((word = slice_word(s, BLANKS)).n > 0) {
		clause = clause_of(word);
		if (clause == 0)
			return wrong(why, word,
			    "none of over, for, after, stop");
		if (seen & clause)
			return wrong(why, word, "stands twice");
		seen |= clause;
		if (read_clause(t, s, clause, why) != 0)
			return -1;
	}
	return 0;
}

/* See tally_value. */
static int
check_share(const struct threshold *t, struct sbuf *why)
{
	if (t->what.id != M_REBUFFER_SHARE || t->what.window == LOOKUP_AUTO ||
	    t->what.window == LOOKUP_ALL)
		return 0;
	return wrong(why, slice_str(t->what.path),
	    "a share of sessions is of the whole run, over all");
}

/* It is known when the load has been through all its steps. */
static int
check_capacity(const struct threshold *t, struct sbuf *why)
{
	if (t->what.id != M_CAPACITY_CARRIES ||
	    (t->what.window != LOOKUP_SLIDING && t->for_us == 0 && !t->stop))
		return 0;
	return wrong(why, slice_str(t->what.path),
	    "is known at the end: no width, for or stop");
}

static int
check_warning(const struct threshold *t, struct sbuf *why)
{
	if (!t->warn || !t->stop)
		return 0;
	return wrong(why, SLICE("stop"), "a warning ends no run");
}

/* Figures of parts are kept for the whole run, and states for none. */
static int
check_part(const struct threshold *t, struct sbuf *why)
{
	struct slice text = { t->rule, strcspn(t->rule, "}") + 1 };

	if (t->what.dimension < 0)
		return 0;
	if (lookup_is_gauge(&t->what))
		return wrong(why, text, "a state of the whole swarm");
	if (t->what.window != LOOKUP_AUTO && t->what.window != LOOKUP_ALL)
		return wrong(why, text,
		    "figures of a part are of the whole run, over all");
	return 0;
}

static int
read_all(struct threshold *t, struct slice s, struct sbuf *why)
{
	if (read_path(t, &s, why) != 0 || read_label(t, &s, why) != 0 ||
	    read_op(t, &s, why) != 0 || read_limit(t, &s, why) != 0 ||
	    read_clauses(t, &s, why) != 0)
		return -1;
	if (check_share(t, why) != 0 || check_capacity(t, why) != 0 ||
	    check_warning(t, why) != 0)
		return -1;
	return check_part(t, why);
}

/* What is no printable ASCII can only be a mistake. */
static int
is_plain(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] > '~')
			return 0;
	return 1;
}

/* A tab in it is shown as a blank wherever it is shown. */
static char *
copy_of(struct slice text)
{
	char *copy = ezalloc(text.n + 1, 1);
	size_t i;

	for (i = 0; i < text.n; i++)
		copy[i] = text.p[i] == '\t' ? ' ' : text.p[i];
	return copy;
}

int
threshold_read(struct threshold *t, struct slice text, struct sbuf *why)
{
	struct slice rule;

	skip_blanks(&text);
	while (text.n > 0 && slice_find(BLANKS, text.p[text.n - 1]) < BLANKS.n)
		text.n--;
	*t = (struct threshold){ .what.dimension = -1, .since_us = -1 };
	if (!is_plain(text)) {
		sbuf_str(why, "a threshold is plain ASCII");
		return -1;
	}
	t->text = copy_of(text);
	rule = (struct slice){ t->text, text.n };
	t->warn = slice_skip(&rule, SLICE("warn:"));
	skip_blanks(&rule);
	t->rule = rule.p;
	if (read_all(t, rule, why) == 0)
		return 0;
	threshold_free(t);
	return -1;
}

void
threshold_free(struct threshold *t)
{
	free(t->text);
	t->text = NULL;
}
