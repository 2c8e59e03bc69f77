/*
 * The figures of a phase are those of its part of the swarm; what it was to
 * reach stands in figures.phase_target, by the part's number.
 */
#include <stdio.h>

#include "judge/rules.h"
#include "part_print.h"
#include "phase.h"
#include "verdict_print.h"

/* Of a phase: its first threshold that does not hold, and its value. */
struct outcome {
	const struct threshold *crossed;	/* or NULL */
	int64_t v;
	int judged;		/* a threshold has something to say of it */
};

static struct outcome
judge_phase(const struct basis *on, const struct rules *r, const struct part *p)
{
	struct outcome o = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++) {
		int fits = threshold_fits(&r->threshold[i], on, &p->tally,
		    &o.v);

		o.judged |= fits > 0;
		if (fits == 0) {
			o.crossed = &r->threshold[i];
			break;
		}
	}
	return o;
}

static void
put_capacity(const struct basis *on, const struct rules *r, struct sbuf *b)
{
	const struct parts *phases = &on->figures->by[BY_PHASE];
	struct outcome o = { 0 };
	int64_t most = -1, at = 0;
	int i;

	for (i = 0; i < phases->n && o.crossed == NULL; i++) {
		o = judge_phase(on, r, phases->part[i]);
		at = on->figures->phase_target[i];
		if (o.crossed == NULL && at > most && o.judged)
			most = at;
	}
	if (most < 0 && o.crossed == NULL)
		return;
	if (most >= 0)
		sbuf_printf(b, "carries %lld viewers%s", (long long)most,
		    o.crossed != NULL ? "; " : "");
	if (o.crossed != NULL) {
		sbuf_printf(b, "at %lld %s ", (long long)at,
		    o.crossed->what.path);
		verdict_figure(b, lookup_unit(&o.crossed->what), o.v);
	}
	sbuf_char(b, '\n');
}

void
phase_sentence(const struct judge *j, struct sbuf *b)
{
	struct rules builtin = { 0 };

	if (j->on.figures->by[BY_PHASE].n < 2)
		return;
	if (j->rules.n > 0) {
		put_capacity(&j->on, &j->rules, b);
		return;
	}
	rules_default(&builtin);
	put_capacity(&j->on, &builtin, b);
	rules_free(&builtin);
}

void
phase_rows(const struct figures *f, struct sbuf *b)
{
	const struct parts *phases = &f->by[BY_PHASE];
	char name[64];
	int i;

	if (phases->n == 0 || phases->shown)
		return;
	sbuf_char(b, '\n');
	part_row(b, "phase", NULL, 20);
	for (i = 0; i < phases->n; i++) {
		snprintf(name, sizeof(name), "%.8s, to %lld",
		    phases->part[i]->text, (long long)f->phase_target[i]);
		part_row(b, name, &phases->part[i]->tally, 20);
	}
}
