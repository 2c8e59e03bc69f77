/*
 * A choice that is not there is an error, but another one that is near is what
 * a player takes too.
 */
#include <stdlib.h>

#include "die.h"
#include "ealloc.h"
#include "plays.h"
#include "sum/sum.h"

void
plays_open(struct plan *plan, const struct options *o)
{
	const struct variants *v = &o->variants;
	size_t i;

	/* Of another command nothing is chosen. */
	plan->n = o->command == NULL ? v->n : 1;
	plan->plays = ezalloc(plan->n, sizeof(*plan->plays));
	for (i = 0; i < plan->n; i++)
		plan->plays[i] = (struct play){ .want = &v->list[i],
			.program = -1, .command.url = plan->url };
}

void
plays_choose(struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		struct play *play = &plan->plays[i];
		const struct rung *r = rungs_choose(&plan->probe.rungs,
		    play->want);

		play->program = r != NULL ? r->id : -1;
		play->rung = r != NULL ? *r : (struct rung){ 0 };
	}
}

/* "--variant: 720p: ", and of which channel, if there are several. */
static void
begin(struct sbuf *b, const struct plan *plan, const struct play *play,
    int several)
{
	sbuf_printf(b, "--variant: %s", play->want->name);
	if (several)
		sbuf_printf(b, " of %s", plan->channel->name);
	sbuf_str(b, ": ");
}

static void
put_none(struct sbuf *b, const struct plan *plan, const struct play *play)
{
	static const struct want lowest = { .variant = VARIANT_LOWEST };
	const struct rung *r = rungs_choose(&plan->probe.rungs, &lowest);

	if (r == NULL) {
		sbuf_str(b, "the variants are not known, or there are none");
	} else if (play->rung.bitrate > 0) {
		sbuf_str(b, "its playlist cannot be had");
	} else {
		sbuf_str(b, "no variant is known to be so or lower; the lowest "
		    "is ");
		rung_name(b, r);
	}
}

/* Whether a height or a bandwidth can be had, and whether it is near only. */
static int
judge(struct sbuf *b, const struct plan *plan, const struct play *play)
{
	if (play->want->variant < VARIANT_HEIGHT)
		return 0;
	if (play->program < 0) {
		put_none(b, plan, play);
		return -1;
	}
	if (play->want->variant != VARIANT_HEIGHT ||
	    play->rung.height == play->want->limit)
		return 0;
	sbuf_str(b, "there is none; clients play the next below, ");
	rung_name(b, &play->rung);
	return 1;
}

int
plays_settle(struct plan *plan, int several)
{
	struct sbuf b = { 0 };
	int bad = 0;
	size_t i;

	for (i = 0; i < plan->n && bad >= 0; i++) {
		struct play *play = &plan->plays[i];

		/* A variant has a bandwidth. */
		if (play->program >= 0 && play->rung.bitrate > 0)
			rung_name(&play->rendition, &play->rung);
		b.n = 0;
		begin(&b, plan, play, several);
		bad = judge(&b, plan, play);
		if (bad != 0)
			msg("%.*s", (int)b.n, b.p);
	}
	sbuf_free(&b);
	return bad < 0 ? -1 : 0;
}

int64_t
plays_bitrate(const struct plan *plan)
{
	int64_t weight = 0;
	double sum = 0;
	size_t i;

	for (i = 0; i < plan->n; i++) {
		const struct play *play = &plan->plays[i];

		if (play->rung.bitrate == 0)
			return 0;
		sum += (double)play->rung.bitrate * (double)play->want->weight;
		weight += play->want->weight;
	}
	return sum_whole(sum / (double)weight);
}

void
plays_free(struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		command_free(&plan->plays[i].command);
		sbuf_free(&plan->plays[i].rendition);
	}
	free(plan->plays);
}
