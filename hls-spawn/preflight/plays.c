/*
 * A choice that is not there is an error, but another one that is near is what
 * a player takes too.
 */
#include <stdlib.h>

#include "die.h"
#include "ealloc.h"
#include "plays.h"

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

/* Why there is none, without the URL's secrets. */
static void
tell_none(const struct plan *plan, const struct play *play)
{
	static const struct want lowest = { .variant = VARIANT_LOWEST };
	const struct rung *r = rungs_choose(&plan->probe.rungs, &lowest);
	const char *channel = plan->channel->name, *name = play->want->name;
	struct sbuf b = { 0 };

	if (r == NULL) {
		msg("--variant: %s of URL %s: its variants are not known, or "
		    "it has none", name, channel);
		return;
	}
	rung_name(&b, r);
	if (play->rung.bitrate > 0)
		msg("--variant: %s of URL %s: its playlist cannot be had",
		    name, channel);
	else
		msg("--variant: %s of URL %s: no variant is known to be so, "
		    "or lower; the lowest is %.*s", name, channel, (int)b.n,
		    b.p);
	sbuf_free(&b);
}

int
plays_settle(struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		struct play *play = &plan->plays[i];

		if (play->program >= 0 && plan->probe.rungs.n > 0)
			rung_name(&play->rendition, &play->rung);
		if (play->want->variant < VARIANT_HEIGHT)
			continue;
		if (play->program < 0) {
			tell_none(plan, play);
			return -1;
		}
		if (play->want->variant == VARIANT_HEIGHT &&
		    play->rung.height != play->want->limit)
			msg("--variant: %s of URL %s: there is none; clients "
			    "play the next below, %.*s", play->want->name,
			    plan->channel->name, (int)play->rendition.n,
			    play->rendition.p);
	}
	return 0;
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
	return (int64_t)(sum / (double)weight);
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
