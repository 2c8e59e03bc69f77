/*
 * A process that fails within a second of its start has failed at once.
 */
#include <sys/wait.h>

#include <stdio.h>

#include "clock.h"
#include "die.h"
#include "swarm.h"
#include "trouble.h"

/* A client that has failed so often in a row has no hope of its own. */
#define HOPES 5
/* So many of them are enough: many take long to have had their turns. */
#define MANY 20
#define AT_ONCE_US SECOND_US
/* So long may most of them do so. */
#define PATIENCE_US (30 * SECOND_US)

static void
tell_first(struct swarm *s, const struct client *c)
{
	s->trouble.told = 1;
	if (WIFSIGNALED(c->status))
		msg("client %lld was ended by signal %d: %s",
		    (long long)c->id, WTERMSIG(c->status), s->trouble.said.p);
	else
		msg("client %lld ended at once with status %d: %s",
		    (long long)c->id, WEXITSTATUS(c->status),
		    s->trouble.said.p);
}

/* In a row, for this slot: who left without media has had no luck either. */
static void
count(struct trouble *t, struct client *c, int failed, struct slice said)
{
	if (failed)
		c->failures++;
	else if (c->reason == EXIT_ITSELF)
		c->failures = 0;
	if (!failed)
		return;
	t->said.n = 0;
	sbuf_slice(&t->said, said);
	sbuf_char(&t->said, '\0');
}

void
trouble_ended(struct swarm *s, struct client *c, int failed, struct slice said)
{
	int fast = failed && c->reason == EXIT_ITSELF &&
	    c->ended_us - c->started_us < AT_ONCE_US;

	s->failing += fast - c->failed_fast;
	c->failed_fast = fast;
	count(&s->trouble, c, failed, said);
	if (fast && !s->trouble.told)
		tell_first(s, c);
}

/*
 * Those that failed at once and have not lived longer since. Who is not there
 * any more counts on neither side.
 */
static int64_t
count_failing(const struct swarm *s, int64_t now_us)
{
	int64_t i, n = 0;

	for (i = 0; i < s->nclients; i++) {
		const struct client *c = s->clients[i];

		n += c->failed_fast && c->state != STATE_STOPPED &&
		    !(c->alive && now_us - c->started_us >= AT_ONCE_US);
	}
	return n;
}

static int64_t
count_there(const struct swarm *s)
{
	return s->nclients - s->count[STATE_WAITING] -
	    s->count[STATE_STOPPED];
}

/* Of those who are there. */
static int64_t
count_hopeless(const struct swarm *s)
{
	int64_t i, n = 0;

	for (i = 0; i < s->nclients; i++)
		n += s->clients[i]->failures >= HOPES &&
		    s->clients[i]->state != STATE_WAITING &&
		    s->clients[i]->state != STATE_STOPPED;
	return n;
}

/* Nobody has ever played, and all or many have failed often enough. */
static enum end_reason
hope(const struct swarm *s, int64_t there)
{
	char of[32] = "";
	int64_t n;

	if (s->opt->max_restarts != RESTARTS_PLAYED || s->opt->check ||
	    s->opt->command != NULL || s->first_start_us != 0)
		return END_NOT;
	n = count_hopeless(s);
	if (n == 0 || (n < there && n < MANY))
		return END_NOT;
	if (n < there)
		snprintf(of, sizeof(of), " of %lld", (long long)there);
	msg("no viewer played: %lld%s client%s failed %d times in a row%s; "
	    "the last one said: %s; --max-restarts any goes on", (long long)n,
	    of, n == 1 ? "" : "s", HOPES, n == 1 ? "" : " each",
	    s->trouble.said.p);
	return END_GIVEUP;
}

/* Tells it; whether the run shall end for that. */
static enum end_reason
cry(struct swarm *s, int64_t n)
{
	msg("WARNING: %lld of %lld clients fail within 1 s of their start, "
	    "for 30 s now; the last one said: %s", (long long)n,
	    (long long)count_there(s), s->trouble.said.p);
	s->trouble.cried = 1;
	msg(s->opt->give_up ? "the run ends (--give-up)" :
	    "the run goes on; --give-up would end it");
	return s->opt->give_up ? END_GIVEUP : END_NOT;
}

enum end_reason
trouble_tick(struct swarm *s, int64_t now_us)
{
	struct trouble *t = &s->trouble;
	int64_t n, there = count_there(s);

	if (hope(s, there) != END_NOT)
		return END_GIVEUP;
	n = 2 * s->failing > there ? count_failing(s, now_us) : 0;
	if (2 * n <= there) {
		t->since_us = t->cried = 0;
		return END_NOT;
	}
	if (t->since_us == 0)
		t->since_us = now_us;
	if (t->cried || now_us - t->since_us < PATIENCE_US)
		return END_NOT;
	return cry(s, n);
}

void
trouble_free(struct trouble *t)
{
	sbuf_free(&t->said);
}
