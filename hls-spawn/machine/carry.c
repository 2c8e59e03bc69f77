/*
 * What the machine does beside the starts, and that was not there before the
 * run, is the viewers': FFmpeg's, but also what reads them and, where it is
 * here, the origin's. A few viewers drown in what else goes on: then what their
 * processes take counts.
 */
#include "carry.h"
#include "human.h"
#include "limits.h"

#define MICRO INT64_C(1000000)

static int64_t
play_micro(const struct carry_seen *s)
{
	int64_t all;

	if (s->playing_us <= 0 || s->passed_us <= 0)
		return s->own_micro;
	all = s->busy_us - s->starts * s->start_us -
	    s->other_micro * (s->passed_us / 1000) / 1000;
	all = all > 0 ? all * 1000 / (s->playing_us / 1000) : 0;
	return all > s->own_micro ? all : s->own_micro;
}

void
carry_of(struct carry *c, const struct carry_seen *s)
{
	int64_t have = s->cores_micro - s->other_micro, most;

	*c = (struct carry){ .by = CARRY_CPU };
	if (s->cores_micro <= 0)
		return;
	if (s->start_us > 0)
		c->starts_micro = have * MICRO / s->start_us;
	c->play_micro = play_micro(s);
	have = s->cores_micro * CARRY_BUSY_MICRO / MICRO - s->other_micro;
	if (c->play_micro > 0 && have > 0)
		c->viewers = have / c->play_micro;
	if (s->client_bytes <= 0 || s->memory_bytes <= 0)
		return;
	most = s->memory_bytes / s->client_bytes;
	if (c->viewers == 0 || most < c->viewers) {
		c->viewers = most;
		c->by = CARRY_MEMORY;
	}
}

/* Two digits are what can be known: 643 is 640. */
static int64_t
about(int64_t n)
{
	int64_t unit = 1;

	while (n / unit >= 100)
		unit *= 10;
	return n / unit * unit;
}

static void
put_remedy(struct sbuf *b, const struct carry *c, const struct carry_asked *a)
{
	int64_t most = about(c->viewers);

	if (c->starts_micro > 0 && a->rate_micro > c->starts_micro)
		sbuf_str(b, "; leave -r out, it goes as fast as this allows");
	if (a->clients <= most || most == 0)
		return;
	if (a->start_bytes > LIMITS_SMALL_BYTES)
		sbuf_str(b, LIMITS_SMALL);
	sbuf_printf(b, "; run %lld here, or --slice over %lld hosts",
	    (long long)most, (long long)((a->clients + most - 1) / most));
}

void
carry_text(struct sbuf *b, const struct carry *c, const struct carry_asked *a)
{
	sbuf_str(b, "this machine ");
	if (c->starts_micro > 0)
		sbuf_printf(b, "starts %lld FFmpegs a second and ",
		    (long long)about((c->starts_micro + MICRO / 2) / MICRO));
	sbuf_printf(b, "carries about %lld viewers of this stream, %s being "
	    "the limit; asked: %lld", (long long)about(c->viewers),
	    c->by == CARRY_MEMORY ? "memory" : "processor time",
	    (long long)a->clients);
	if (a->rate_micro > 0)
		sbuf_printf(b, " at %s",
		    human_digits((double)a->rate_micro / 1e6, "/s").s);
	put_remedy(b, c, a);
}
