/*
 * A process that fails within a second of its start has failed at once.
 */
#include <sys/wait.h>

#include <string.h>

#include "clock.h"
#include "die.h"
#include "ffmpeg/secrets.h"
#include "stream/hide.h"
#include "swarm.h"
#include "trouble.h"

#define AT_ONCE_US SECOND_US
/* So long may most of them do so. */
#define PATIENCE_US (30 * SECOND_US)

void
trouble_words(struct sbuf *b, const struct swarm *s,
    const struct client *c)
{
	struct slice said = { c->words, strlen(c->words) };
	struct who who = client_who(s, c, c->run);
	struct sbuf url = { 0 }, secrets = { 0 };
	size_t i, from = b->n;

	if (said.n == 0)
		said = SLICE("(it said nothing)");
	command_expand(&url, slice_str(c->plan->url), who);
	secrets_of(&secrets, c->plan->url, &who);
	hide_text(b, said, sbuf_view(&url), sbuf_view(&secrets));
	sbuf_free(&url);
	sbuf_free(&secrets);
	for (i = from; i < b->n; i++)
		if ((unsigned char)b->p[i] < ' ' || b->p[i] == 0x7f)
			b->p[i] = '?';
}

static void
tell_first(struct swarm *s, const struct client *c)
{
	struct sbuf b = { 0 };

	s->trouble.told = 1;
	trouble_words(&b, s, c);
	sbuf_char(&b, '\0');
	if (WIFSIGNALED(c->status))
		msg("client %lld was ended by signal %d: %s",
		    (long long)c->id, WTERMSIG(c->status), b.p);
	else
		msg("client %lld ended at once with status %d: %s",
		    (long long)c->id, WEXITSTATUS(c->status), b.p);
	sbuf_free(&b);
}

void
trouble_ended(struct swarm *s, struct client *c, int failed)
{
	int fast = failed && c->reason == EXIT_ITSELF &&
	    c->ended_us - c->started_us < AT_ONCE_US;

	s->failing += fast - c->failed_fast;
	c->failed_fast = fast;
	if (!fast)
		return;
	s->trouble.last = c;
	if (!s->trouble.told)
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

/* Tells it; whether the run shall end for that. */
static enum end_reason
cry(struct swarm *s, int64_t n)
{
	struct sbuf b = { 0 };

	trouble_words(&b, s, s->trouble.last);
	sbuf_char(&b, '\0');
	msg("WARNING: %lld of %lld clients fail within 1 s of their start, "
	    "for 30 s now; the last one said: %s", (long long)n,
	    (long long)(s->nclients - s->count[STATE_WAITING] -
	    s->count[STATE_STOPPED]), b.p);
	sbuf_free(&b);
	s->trouble.cried = 1;
	msg(s->opt->give_up ? "the run ends (--give-up)" :
	    "the run goes on; --give-up would end it");
	return s->opt->give_up ? END_GIVEUP : END_NOT;
}

enum end_reason
trouble_tick(struct swarm *s, int64_t now_us)
{
	struct trouble *t = &s->trouble;
	int64_t n, there = s->nclients - s->count[STATE_WAITING] -
	    s->count[STATE_STOPPED];

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
