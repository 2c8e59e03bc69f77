/*
 * The schedule of the scrapes, on absolute deadlines.
 */
#include <signal.h>
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "scrape.h"
#include "scrapes.h"
#include "swarm.h"

#define GRACE_US 500000

static int64_t
within(int64_t us, int64_t least, int64_t most)
{
	return us < least ? least : us > most ? most : us;
}

void
scrapes_open(struct swarm *s, int64_t now_us)
{
	const struct exporters *e = &s->opt->exporters;
	struct scrapes *x = &s->scrapes;
	size_t i;

	*x = (struct scrapes){ .n = e->n, .interval_us = s->opt->origin_us };
	x->limit_us = within(x->interval_us, SCRAPES_LIMIT_LEAST_US,
	    SCRAPES_LIMIT_MOST_US);
	x->list = ezalloc(x->n, sizeof(*x->list));
	for (i = 0; i < x->n; i++) {
		struct scrape *sc = &x->list[i];

		sc->out = sc->err = (struct source){ .kind = SOURCE_SCRAPE,
			.fd = -1, .scrape = sc };
		sc->exporter = &e->list[i];
		sc->number = (int64_t)i + 1;
		sc->due_us = now_us + x->interval_us * (int64_t)i /
		    (int64_t)x->n;
	}
}

void
scrapes_free(struct scrapes *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		lines_free(&x->list[i].out.lines);
	free(x->list);
	*x = (struct scrapes){ 0 };
}

static int64_t
next_us(const struct scrapes *x, const struct scrape *sc)
{
	if (sc->open)
		return sc->limit_us;
	return x->stopped ? INT64_MAX : sc->due_us;
}

int64_t
scrapes_due_us(const struct scrapes *x)
{
	int64_t due = INT64_MAX, next;
	size_t i;

	for (i = 0; i < x->n; i++) {
		next = next_us(x, &x->list[i]);
		if (next < due)
			due = next;
	}
	return due;
}

/* The turns that were missed are not made up for. */
static void
begin(struct swarm *s, struct scrape *sc, int64_t now_us)
{
	do
		sc->due_us += s->scrapes.interval_us;
	while (sc->due_us <= now_us);
	scrape_begin(s, sc, now_us);
}

void
scrapes_turn(struct swarm *s, int64_t now_us)
{
	struct scrapes *x = &s->scrapes;
	size_t i;
	int begun = 0;

	for (i = 0; i < x->n; i++) {
		struct scrape *sc = &x->list[i];

		if (begun || now_us < next_us(x, sc))
			continue;
		if (sc->open) {
			scrape_late(s, sc, now_us);
			continue;
		}
		begin(s, sc, now_us);
		begun = 1;
	}
}

int
scrapes_reaped(struct swarm *s, pid_t pid, int status)
{
	struct scrapes *x = &s->scrapes;
	size_t i;

	for (i = 0; i < x->n; i++) {
		if (!x->list[i].alive || x->list[i].pid != pid)
			continue;
		scrape_reaped(s, &x->list[i], status);
		return 1;
	}
	return 0;
}

void
scrapes_held(struct scrapes *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		if (x->list[i].open && x->list[i].reason == SCRAPE_WHOLE)
			x->list[i].reason = SCRAPE_READER;
}

static void
signal_all(struct scrapes *x, int signo)
{
	size_t i;

	x->stopped = 1;
	for (i = 0; i < x->n; i++) {
		struct scrape *sc = &x->list[i];

		if (!sc->alive)
			continue;
		if (sc->reason == SCRAPE_WHOLE)
			sc->reason = SCRAPE_STOP;
		kill(sc->pid, signo);
		/* One that is stopped would not notice. */
		kill(sc->pid, SIGCONT);
		sc->limit_us = clock_mono() + GRACE_US;
	}
}

void
scrapes_stop(struct scrapes *x)
{
	signal_all(x, SIGTERM);
}

void
scrapes_kill(struct scrapes *x)
{
	signal_all(x, SIGKILL);
}
