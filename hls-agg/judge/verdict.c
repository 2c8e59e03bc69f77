/*
 * The table of the exit codes, in one function, and the words for it.
 */
#include "doubt.h"
#include "figures/figures.h"
#include "text/text.h"
#include "verdict.h"

/*
 * Whether a threshold that broke is believed. What a step broke by is, as the
 * generator was fine then; a number of viewers where it is no lower bound.
 */
static int
is_sure(const struct verdict *v, const struct threshold *t)
{
	if (t->of_step)
		return 1;
	if (t->what.id == M_CAPACITY_CARRIES && v->asked)
		return !v->at_least;
	return v->doubts == 0 || t->certain;
}

int
verdict_open(const struct verdict *v)
{
	return v->asked && (v->unjudged || (v->limited && !v->bounded));
}

static void
decide(struct verdict *v, const struct judge *j)
{
	if (v->nothing) {
		v->state = v->gates > 0 ? VERDICT_FAIL : VERDICT_NONE;
		v->code = v->gates > 0 ? CODE_CROSSED : CODE_NOTHING;
	} else if (v->failed) {
		v->state = v->gates > 0 ? VERDICT_FAIL : VERDICT_NONE;
		v->code = figures_code(j->on.figures);
	} else if (v->gates == 0) {
		v->state = VERDICT_NONE;
	} else if (v->sure > 0) {
		v->state = VERDICT_FAIL;
		v->code = CODE_CROSSED;
	} else if (v->crossed > 0 || v->running || v->cut || v->unsure ||
	    v->partly || verdict_open(v) ||
	    (v->doubts != 0 && j->rules.strict)) {
		v->state = VERDICT_INCONCLUSIVE;
		v->code = CODE_INCONCLUSIVE;
	} else {
		v->state = VERDICT_PASS;
	}
}

/* What the steps of the load say, and what limited the last of them. */
static void
ask_steps(struct verdict *v, const struct judge *j)
{
	struct answer a = capacity_answer(&j->capacity, j->on.figures);
	int i;

	v->asked = j->fleet == NULL && v->gates > 0 &&
	    capacity_asked(&j->capacity, j->on.figures);
	v->bounded = j->bounded;
	v->at_least = a.at_least;
	v->limited = a.limited != NULL;
	v->unjudged = a.held == NULL && a.broke == NULL;
	for (i = 0; i < STRAINS && v->asked && v->limited; i++)
		if (a.limited->strains & 1u << i)
			v->doubts |= 1u << doubt_of_strain(i);
	if (v->asked && v->limited && a.limited->strains & 1u << STEP_FEWER)
		v->doubts |= 1u << DOUBT_STARTS;
}

struct verdict
verdict_of(const struct judge *j)
{
	struct verdict v = { .running = !j->over,
		.gates = rules_gates(&j->rules) };
	unsigned d;
	size_t i;

	for (d = 0; d < DOUBTS; d++)
		if (doubt_text(j, (enum doubt)d, NULL))
			v.doubts |= 1u << d;
	ask_steps(&v, j);
	for (i = 0; i < j->rules.n; i++) {
		const struct threshold *t = &j->rules.threshold[i];

		v.warned += t->broken && t->warn;
		v.crossed += t->broken && !t->warn;
		v.sure += t->broken && !t->warn && is_sure(&v, t);
	}
	v.cut = j->over && j->on.figures->end.n == 0 && j->stopped == 0 &&
	    !j->halted;
	v.unsure = doubt_of_hosts(j, NULL) > 1;
	v.nothing = j->over && figures_nothing(j->on.figures);
	v.failed = j->over && !j->unread && figures_code(j->on.figures) != 0;
	v.partly = j->on.figures->over > 0 || j->on.figures->crowded > 0;
	decide(&v, j);
	return v;
}

int
verdict_value(const struct judge *j, const struct threshold *t, int64_t *v)
{
	if (t->of_step) {
		*v = t->value;
		return t->known;
	}
	/* At the end a sliding window has the swarm's end in it. */
	if (!t->broken && !(t->judged && threshold_is_live(t)))
		return threshold_value(t, &j->on, v);
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

	if (v->nothing) {
		put_word(b, start, "nothing");
		return;
	}
	if (v->state != VERDICT_INCONCLUSIVE && !v->failed)
		return;
	for (d = 0; d < DOUBTS; d++)
		if (v->doubts & 1u << d)
			put_word(b, start, doubt_names[d]);
	if (v->partly)
		put_word(b, start, "uncounted");
	if (v->failed)
		put_word(b, start, "failed");
	else if (v->cut)
		put_word(b, start, "cut");
	else if (v->running)
		put_word(b, start, "running");
	else if (v->asked && v->doubts == 0 && !v->partly)
		put_word(b, start, "steps");
}

static void
put_crossed(const struct verdict *v, struct sbuf *b)
{
	size_t n = v->gates;

	if (n == 0)
		sbuf_str(b, "no thresholds");
	else if (n == 1)
		sbuf_str(b, v->crossed ? "the threshold is crossed" :
		    "the threshold holds");
	else if (v->crossed > 0)
		sbuf_printf(b, "%zu of %zu thresholds crossed", v->crossed, n);
	else
		sbuf_printf(b, "all %zu thresholds hold", n);
	if (v->warned == 0)
		return;
	sbuf_str(b, ", ");
	text_count(b, (int64_t)v->warned, "warning");
}

/* A search ends the run itself when it is done. */
static void
put_short(const struct judge *j, const struct verdict *v, struct sbuf *b)
{
	int64_t asked_us;

	if (v->gates == 0 || v->asked ||
	    !figures_short(j->on.figures, &asked_us))
		return;
	sbuf_str(b, v->state == VERDICT_PASS ? ", though" : ", and");
	sbuf_str(b, " the run was broken off");
}

void
verdict_sentence(const struct judge *j, const struct verdict *v,
    struct sbuf *b)
{
	sbuf_str(b, verdict_states[v->state]);
	sbuf_str(b, v->nothing ? ": nothing played, " : ": ");
	put_crossed(v, b);
	if (v->nothing)
		return;
	if (v->failed && figures_mute(j->on.figures))
		sbuf_str(b, ", but no log tells of HLS");
	else if (v->failed)
		sbuf_str(b, ", and the run failed");
	else if (v->cut)
		sbuf_str(b, ", but the stream has no end");
	else if (v->partly)
		sbuf_str(b, ", but not all could be counted");
	else if (v->asked && v->doubts == 0 &&
	    v->state == VERDICT_INCONCLUSIVE)
		sbuf_str(b, v->unjudged ? ", but no step of the load was judged"
		    : ", but the load went no further");
	put_short(j, v, b);
	if (v->doubts == 0 || v->state == VERDICT_FAIL)
		return;
	sbuf_str(b, v->state == VERDICT_PASS ? ", though" : ", but");
	sbuf_str(b, v->doubts == 1u << DOUBT_HOSTS ?
	    " a host is in doubt" : " the generator was the limit");
}
