/*
 * The figures of a phase are those of its part of the breakdown; what it was
 * to reach stands in a->phase_target, by the part's number.
 */
#include <stdio.h>

#include "agg.h"
#include "parts.h"
#include "phase.h"
#include "rules.h"
#include "verdict.h"

void
phase_begin(struct agg *a, const struct record *r)
{
	struct slice n;
	int64_t target;

	if (!field_get(r->rest, "n", &n))
		return;
	a->phase = breakdown_part(&a->parts, BY_PHASE, n);
	if (a->phase > 0 && field_int(r->rest, "target", &target) && target >= 0)
		a->phase_target[a->phase - 1] = target;
	agg_focus(a, NULL);
}

/* The first threshold that the phase does not hold, or NULL. */
static const struct threshold *
crossed(const struct agg *a, const struct rules *r, const struct part *p,
    int64_t *v)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (threshold_fits(&r->threshold[i], a, &p->tally, v) == 0)
			return &r->threshold[i];
	return NULL;
}

/* Whether any threshold has something to say of the phase. */
static int
is_judged(const struct agg *a, const struct rules *r, const struct part *p)
{
	int64_t v;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (threshold_fits(&r->threshold[i], a, &p->tally, &v) > 0)
			return 1;
	return 0;
}

static void
put_capacity(const struct agg *a, struct sbuf *b, const struct rules *r)
{
	const struct division *d = &a->parts.by[BY_PHASE];
	const struct threshold *t = NULL;
	int64_t most = -1, at = 0, v;
	int i;

	for (i = 0; i < d->n && t == NULL; i++) {
		t = crossed(a, r, d->part[i], &v);
		at = a->phase_target[i];
		if (t == NULL && at > most && is_judged(a, r, d->part[i]))
			most = at;
	}
	if (most < 0 && t == NULL)
		return;
	if (most >= 0)
		sbuf_printf(b, "carries %lld viewers%s", (long long)most,
		    t != NULL ? "; " : "");
	if (t != NULL) {
		sbuf_printf(b, "at %lld %s ", (long long)at, t->what.path);
		verdict_figure(b, lookup_unit(&t->what), v);
	}
	sbuf_char(b, '\n');
}

void
phase_sentence(const struct agg *a, struct sbuf *b)
{
	struct rules builtin = { 0 };

	if (a->parts.by[BY_PHASE].n < 2)
		return;
	if (a->judge.rules.n > 0) {
		put_capacity(a, b, &a->judge.rules);
		return;
	}
	rules_default(&builtin);
	put_capacity(a, b, &builtin);
	rules_free(&builtin);
}

void
phase_rows(const struct agg *a, struct sbuf *b)
{
	const struct division *d = &a->parts.by[BY_PHASE];
	char name[64];
	int i;

	if (d->n == 0 || a->parts.by[BY_PHASE].shown)
		return;
	sbuf_char(b, '\n');
	parts_row(b, "phase", NULL, 20);
	for (i = 0; i < d->n; i++) {
		snprintf(name, sizeof(name), "%.8s, to %lld", d->part[i]->text,
		    (long long)a->phase_target[i]);
		parts_row(b, name, &d->part[i]->tally, 20);
	}
}
