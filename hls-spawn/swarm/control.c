/*
 * One read(2) for each turn. Orders come from outside: of a line that is told
 * control bytes are shown as question marks.
 */
#include <stdio.h>

#include "clock.h"
#include "control.h"
#include "crowd.h"
#include "die.h"
#include "load/order.h"
#include "machine/descriptors.h"
#include "record.h"
#include "slots.h"
#include "starting.h"
#include "stop.h"
#include "swarm.h"

/* So much of a line that is refused is told. */
#define SHOWN 60

void
control_open(struct swarm *s)
{
	struct control *c = &s->control;

	c->src = (struct source){ .kind = SOURCE_CONTROL, .fd = -1 };
	if (c->fifo.path != NULL)
		source_open(&c->src, s->poller, c->fifo.fd);
}

static void
refuse(struct slice line, const char *why)
{
	char shown[SHOWN + 1];
	size_t i, n = line.n < SHOWN ? line.n : SHOWN;

	/* cppcheck-suppress knownConditionTrueFalse ; a line may have bytes */
	for (i = 0; i < n; i++)
		shown[i] = line.p[i] < ' ' || line.p[i] > '~' ? '?' :
		    line.p[i];
	shown[n] = '\0';
	/* cppcheck-suppress knownConditionTrueFalse ; and too many */
	msg("control: \"%s%s\": %s", shown, n < line.n ? "..." : "", why);
}

static void
put_control(struct swarm *s, struct slice line)
{
	struct sbuf *b = raw_begin(&s->raw, NULL, "control", clock_stamp());

	put_slice(b, "text", line);
	raw_end(&s->raw);
}

/* 0, or -1 and it is refused. */
static int
make_room(struct swarm *s, int64_t n, struct slice line)
{
	char why[128];
	int64_t need;

	if (slots_grow(s, settings_share(s->opt, n), &need) == 0)
		return 0;
	snprintf(why, sizeof(why), "%lld descriptors are needed, the limit is "
	    "%lld (ulimit -n)", (long long)need,
	    (long long)descriptors_limit.rlim_max);
	refuse(line, why);
	return -1;
}

static void
clients(struct swarm *s, int64_t n, int64_t now_us)
{
	msg("control: %lld client%s (was %lld)", (long long)n,
	    n == 1 ? "" : "s", (long long)s->crowd.whole);
	crowd_order(s, n, now_us);
}

static void
rate(struct swarm *s, int64_t micro, int64_t now_us)
{
	msg("control: %.6g starts per second (was %.6g)", (double)micro / 1e6,
	    (double)s->rate_micro / 1e6);
	s->rate_micro = micro;
	s->ramp.on = 0;
	rate_set(&s->rate, settings_rate(s->opt, micro), now_us);
	crowd_go_on(s, now_us);
}

static void
pause_starts(struct swarm *s)
{
	msg(s->paused ? "control: paused already" : "control: paused");
	s->paused = 1;
}

static void
resume(struct swarm *s, int64_t now_us)
{
	if (!s->paused) {
		msg("control: not paused");
		return;
	}
	msg("control: resumed, %lld starts wait", (long long)s->waiting.n);
	starting_resume(s, now_us);
	crowd_go_on(s, now_us);
}

static void
obey(struct swarm *s, const struct order *o, struct slice line)
{
	int64_t now = clock_mono();

	if (o->kind == ORDER_CLIENTS && make_room(s, o->n, line) != 0)
		return;
	put_control(s, line);
	switch (o->kind) {
	case ORDER_CLIENTS:
		clients(s, o->n, now);
		break;
	case ORDER_RATE:
		rate(s, o->n, now);
		break;
	case ORDER_PAUSE:
		pause_starts(s);
		break;
	case ORDER_RESUME:
		resume(s, now);
		break;
	case ORDER_STOP:
		msg("control: stop");
		stop_ask(s, END_CONTROL);
		break;
	case ORDER_NOTHING:
		break;
	}
}

static void
take(struct swarm *s, struct slice line)
{
	struct order o;
	const char *wrong = order_read(&o, line);

	line = slice_trim(line);
	if (wrong == NULL && o.kind == ORDER_NOTHING)
		return;
	if (wrong == NULL && o.kind != ORDER_STOP && s->reason != END_NOT)
		wrong = "the run is stopping";
	if (wrong != NULL)
		refuse(line, wrong);
	else
		obey(s, &o, line);
}

/* Who held its other end has gone, with whatever connection that was. */
static void
end(struct swarm *s)
{
	source_close(&s->control.src, s->poller);
	s->control.fifo.fd = -1;
	if (s->reason != END_NOT)
		return;
	msg("control: standard input has ended");
	take(s, SLICE("stop"));
}

void
control_turn(struct swarm *s)
{
	struct source *src = &s->control.src;
	struct slice bytes;
	struct text t;
	int got = source_read(src, SOURCE_BYTES, &bytes);

	if (got < 0)
		end(s);
	if (got <= 0)
		return;
	lines_feed(&src->lines, bytes, clock_stamp());
	while (lines_next(&src->lines, &t))
		take(s, t.text);
}

void
control_free(struct swarm *s)
{
	lines_free(&s->control.src.lines);
}
