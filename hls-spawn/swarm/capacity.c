/*
 * A span of ten seconds, from 15 s after the first start on: by then most of
 * those that have come play, and nobody has waited long.
 */
#include <stdlib.h>

#include "capacity.h"
#include "clock.h"
#include "die.h"
#include "machine/limits.h"
#include "swarm.h"

#define FROM_US (15 * SECOND_US)
#define SPAN_US (10 * SECOND_US)
/* The same for the one of --check. */
#define CHECK_FROM_US (2 * SECOND_US)
#define CHECK_SPAN_US (5 * SECOND_US)
/* Memory is looked at in so many: it takes the system a while. */
#define WEIGHED 8
/* What differs by less than one part in so many is the same again. */
#define SAME_PART 10
/* A start is over by then: the first segments are read. */
#define STARTED_US (2 * SECOND_US)

/* Those that play, spread over all. */
static void
begin(struct swarm *s, struct capacity *c, int64_t now_us)
{
	int64_t i, step = s->nclients / CAPACITY_LOOKED + 1;

	c->nlooked = 0;
	c->playing_us = 0;
	moment_now(&c->begun);
	c->at_us = now_us;
	c->starts = s->starts;
	for (i = 0; i < s->nclients && c->nlooked < CAPACITY_LOOKED;
	    i += step) {
		const struct client *k = s->clients[i];

		if (k->state != STATE_RUNNING)
			continue;
		c->looked[c->nlooked].client = i;
		c->looked[c->nlooked].run = k->run;
		c->looked[c->nlooked++].cpu_us = platform_cpu_of(k->pid);
	}
}

/* Of those that still play; memory of some of them. */
static void
look(const struct swarm *s, struct carry_seen *seen)
{
	const struct capacity *c = &s->capacity;
	int64_t i, n = 0, cpu = 0, weighed = 0, bytes = 0;

	for (i = 0; i < c->nlooked; i++) {
		const struct client *k = s->clients[c->looked[i].client];

		if (!client_is_up(k) || k->run != c->looked[i].run ||
		    c->looked[i].cpu_us == 0)
			continue;
		n++;
		cpu += platform_cpu_of(k->pid) - c->looked[i].cpu_us;
		if (weighed < WEIGHED) {
			bytes += platform_memory(k->pid);
			weighed++;
		}
	}
	if (n == 0)
		return;
	seen->own_micro = cpu * 1000 / (seen->passed_us / 1000) / n;
	seen->client_bytes = bytes / weighed;
}

/*
 * What a start in the span took beyond playing: among many it is more than what
 * preflight measured by itself, and it loads the first segments.
 */
static int64_t
start_cost(const struct swarm *s, int64_t own_micro)
{
	const struct moment *begun = &s->capacity.begun;
	int64_t now = clock_mono(), i, n = 0, cost = 0;

	for (i = 0; i < s->nclients && n < CAPACITY_LOOKED; i++) {
		const struct client *k = s->clients[i];
		int64_t age = now - k->started_us;

		if (!client_is_up(k) || k->started_us < begun->at_us ||
		    age < STARTED_US)
			continue;
		cost += platform_cpu_of(k->pid) - own_micro * age / SECOND_US;
		n++;
	}
	return n > 0 && cost > 0 ? cost / n : 0;
}

static void
say(struct swarm *s, const struct carry_seen *seen)
{
	struct carry_asked asked = {
		s->crowd.ordered ? s->crowd.target : settings_slots(s->opt),
		s->ramp.on ? 0 : s->rate_micro / s->opt->slices,
		s->preflight->start_bytes };
	struct capacity *c = &s->capacity;
	struct sbuf b = { 0 };
	struct carry k;

	carry_of(&k, seen);
	if (k.viewers == 0)
		return;
	c->carries = k.viewers;
	c->found = k;
	if (s->opt->check || llabs(k.viewers - c->said) <= c->said / SAME_PART)
		return;
	c->said = k.viewers;
	carry_text(&b, &k, &asked);
	msg("%.*s", (int)b.n, b.p);
	sbuf_free(&b);
}

static void
end(struct swarm *s, const struct capacity *c)
{
	const struct preflight *p = s->preflight;
	struct carry_seen seen = {
		.cores_micro = p->facts.cores_micro,
		.other_micro = p->other_micro, .start_us = p->start_us,
		.starts = s->starts - c->starts, .playing_us = c->playing_us,
		.memory_bytes = p->facts.memory_bytes,
	};
	struct moment now;
	int64_t cost;

	moment_now(&now);
	seen.passed_us = now.at_us - c->begun.at_us;
	if (now.machine.total >= 0 && c->begun.machine.total >= 0)
		seen.busy_us = platform_busy_us(&c->begun.machine,
		    &now.machine);
	look(s, &seen);
	/* One has nobody to share libraries with, nor anything to drown out. */
	if (s->opt->check && seen.own_micro == 0)
		return;
	if (s->opt->check) {
		seen.client_bytes = limits_client_bytes(p->start_bytes);
		seen.playing_us = 0;
	}
	cost = start_cost(s, seen.own_micro);
	if (cost > seen.start_us)
		seen.start_us = cost;
	say(s, &seen);
}

/* Whether a span may begin: the first one, or one of many more viewers. */
static int
is_due(const struct swarm *s, int64_t now_us)
{
	const struct capacity *c = &s->capacity;

	if (c->first_us == 0 || now_us < c->first_us +
	    (s->opt->check ? CHECK_FROM_US : FROM_US))
		return 0;
	return c->viewers == 0 || s->count[STATE_RUNNING] >= 2 * c->viewers;
}

void
capacity_tick(struct swarm *s, int64_t now_us)
{
	struct capacity *c = &s->capacity;

	if (s->opt->command != NULL || s->reason != END_NOT)
		return;
	if (c->first_us == 0 && s->starts > 0)
		c->first_us = now_us;
	if (c->begun.at_us == 0) {
		if (is_due(s, now_us))
			begin(s, c, now_us);
		return;
	}
	c->playing_us += s->count[STATE_RUNNING] * (now_us - c->at_us);
	c->at_us = now_us;
	if (now_us < c->begun.at_us - SECOND_US / 2 +
	    (s->opt->check ? CHECK_SPAN_US : SPAN_US))
		return;
	end(s, c);
	c->viewers = c->playing_us / (now_us - c->begun.at_us) + 1;
	c->begun.at_us = 0;
}
