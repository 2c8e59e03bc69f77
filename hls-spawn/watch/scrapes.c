/*
 * The schedule of the scrapes, on absolute deadlines.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "scrapes.h"

static int64_t
within(int64_t us, int64_t least, int64_t most)
{
	return us < least ? least : us > most ? most : us;
}

void
scrapes_open(struct scrapes *x, const struct curls *with, int64_t now_us)
{
	const struct exporters *e = &with->opt->exporters;
	int64_t interval = with->opt->origin_us;
	size_t i;

	*x = (struct scrapes){ .n = e->n, .all = { .with = *with,
		.interval_us = interval,
		.limit_us = within(interval, SCRAPES_LIMIT_LEAST_US,
		    SCRAPES_LIMIT_MOST_US) } };
	x->list = ezalloc(x->n, sizeof(*x->list));
	for (i = 0; i < x->n; i++) {
		struct scrape *sc = &x->list[i];

		sc->out = sc->err = (struct source){ .kind = SOURCE_SCRAPE,
			.fd = -1, .owner = sc };
		sc->all = &x->all;
		sc->exporter = &e->list[i];
		sc->number = (int64_t)i + 1;
		sc->due_us = now_us + interval * (int64_t)i / (int64_t)x->n;
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
begin(struct scrape *sc, int64_t now_us)
{
	do
		sc->due_us += sc->all->interval_us;
	while (sc->due_us <= now_us);
	scrape_begin(sc, now_us);
}

void
scrapes_turn(struct scrapes *x, int64_t now_us)
{
	size_t i;
	int begun = 0;

	for (i = 0; i < x->n; i++) {
		struct scrape *sc = &x->list[i];

		if (begun || now_us < next_us(x, sc))
			continue;
		if (sc->open) {
			scrape_late(sc, now_us);
			continue;
		}
		begin(sc, now_us);
		begun = 1;
	}
}

int
scrapes_reaped(struct scrapes *x, pid_t pid, int status)
{
	size_t i;

	for (i = 0; i < x->n; i++) {
		if (!x->list[i].alive || x->list[i].pid != pid)
			continue;
		scrape_reaped(&x->list[i], status);
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

void
scrapes_stop(struct scrapes *x, int at_once)
{
	size_t i;

	x->stopped = 1;
	for (i = 0; i < x->n; i++)
		if (x->list[i].alive)
			scrape_stop(&x->list[i], at_once);
}
