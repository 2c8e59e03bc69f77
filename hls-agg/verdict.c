/*
 * The table of the exit codes, in one function, and the words for it.
 */
#include "agg.h"
#include "fleet.h"
#include "text.h"
#include "verdict.h"

const char *const verdict_names[] = {
	[VERDICT_NONE] = "none", [VERDICT_PASS] = "pass",
	[VERDICT_FAIL] = "fail", [VERDICT_INCONCLUSIVE] = "inconclusive",
};

static void
decide(struct verdict *v, const struct agg *a)
{
	if (v->failed) {
		v->state = a->judge.rules.n > 0 ? VERDICT_FAIL : VERDICT_NONE;
		v->code = agg_code(a);
	} else if (a->judge.rules.n == 0) {
		v->state = VERDICT_NONE;
	} else if (v->crossed > 0 && v->doubts == 0) {
		v->state = VERDICT_FAIL;
		v->code = CODE_CROSSED;
	} else if (v->crossed > 0 || v->running || v->cut || v->unsure ||
	    (v->doubts != 0 && a->judge.rules.strict)) {
		v->state = VERDICT_INCONCLUSIVE;
		v->code = CODE_INCONCLUSIVE;
	} else {
		v->state = VERDICT_PASS;
	}
}

struct verdict
verdict_of(const struct agg *a)
{
	struct verdict v = { .running = !a->judge.over };
	unsigned d;
	size_t i;

	for (i = 0; i < a->judge.rules.n; i++)
		v.crossed += a->judge.rules.threshold[i].broken != 0;
	for (d = 0; d < DOUBTS; d++)
		if (doubt_text(a, (enum doubt)d, NULL))
			v.doubts |= 1u << d;
	v.cut = a->judge.over && a->end.n == 0 && a->judge.stopped == 0;
	v.unsure = merge_doubt(a, NULL) > 1;
	v.failed = a->judge.over && agg_code(a) != 0;
	decide(&v, a);
	return v;
}

int
verdict_value(const struct agg *a, const struct threshold *t, int64_t *v)
{
	/* At the end a sliding window has the swarm's end in it. */
	if (!t->broken && !(t->judged && threshold_is_live(t)))
		return lookup_value(a, &t->what, v);
	*v = t->value;
	return t->known;
}

static void
put_word(struct sbuf *b, size_t start, const char *word)
{
	if (b->n > start)
		sbuf_char(b, ',');
	sbuf_str(b, word);
}

void
verdict_why(const struct verdict *v, struct sbuf *b)
{
	size_t start = b->n;
	unsigned d;

	if (v->state != VERDICT_INCONCLUSIVE && !v->failed)
		return;
	for (d = 0; d < DOUBTS; d++)
		if (v->doubts & 1u << d)
			put_word(b, start, doubt_names[d]);
	if (v->failed)
		put_word(b, start, "failed");
	else if (v->cut)
		put_word(b, start, "cut");
	else if (v->running)
		put_word(b, start, "running");
}

static void
put_crossed(const struct agg *a, const struct verdict *v, struct sbuf *b)
{
	size_t n = a->judge.rules.n;

	if (n == 1)
		sbuf_str(b, v->crossed ? "the threshold is crossed" :
		    "the threshold holds");
	else if (v->crossed > 0)
		sbuf_printf(b, "%zu of %zu thresholds crossed", v->crossed, n);
	else
		sbuf_printf(b, "all %zu thresholds hold", n);
}

void
verdict_sentence(const struct agg *a, const struct verdict *v,
    struct sbuf *b)
{
	sbuf_str(b, verdict_names[v->state]);
	sbuf_str(b, ": ");
	put_crossed(a, v, b);
	if (v->failed)
		sbuf_str(b, ", and the run failed");
	else if (v->cut)
		sbuf_str(b, ", but the stream has no end");
	if (v->doubts == 0)
		return;
	sbuf_str(b, v->state == VERDICT_PASS ? ", though" : ", but");
	sbuf_str(b, v->doubts == 1u << DOUBT_HOSTS ?
	    " a host is in doubt" : " the generator was the limit");
}
