/*
 * The line through the points, one whole client after the other.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "load.h"
#include "num.h"

static void
add(struct load *l, int64_t at_us, int64_t clients, int phase)
{
	l->points = eresize(l->points, l->n + 1, sizeof(*l->points));
	l->points[l->n++] = (struct load_point){ at_us, clients, phase };
	if (clients > l->most)
		l->most = clients;
}

/* part of whole × span; none of them above 10^14, part at most 10^5. */
static int64_t
share(int64_t span, int64_t part, int64_t whole)
{
	/* cppcheck-suppress zerodivcond ; between unlike points */
	return span / whole * part + span % whole * part / whole;
}

/* n × 10^12 / rate in two steps: n may be 100000, the rate 1000. */
static int64_t
ramp_us(int64_t n, int64_t rate_micro)
{
	int64_t whole = n * 1000000 / rate_micro;
	int64_t rest = n * 1000000 % rate_micro;

	return whole * SECOND_US + rest * SECOND_US / rate_micro;
}

void
load_ramp(struct load *l, int64_t n, int64_t rate_micro)
{
	*l = (struct load){ 0 };
	add(l, 0, 0, 0);
	add(l, ramp_us(n, rate_micro), n, 0);
}

int
load_steps(struct load *l, struct load_steps s, int64_t n, int64_t rate_micro)
{
	int64_t from, to, t = 0;

	*l = (struct load){ 0 };
	if (ramp_us(s.step < n ? s.step : n, rate_micro) > s.hold_us)
		return -1;
	for (from = 0; from < n; from = to) {
		to = n - from < s.step ? n : from + s.step;
		add(l, t, from, 1);
		add(l, t + ramp_us(to - from, rate_micro), to, 0);
		t += s.hold_us;
	}
	return 0;
}

/* One "60s:200". */
static const char *
read_point(struct load *l, struct slice word)
{
	size_t colon = slice_find(word, ':');
	int64_t at, clients, last = l->n > 0 ? l->points[l->n - 1].at_us : 0;

	if (colon == word.n ||
	    num_duration((struct slice){ word.p, colon }, &at) != 0 ||
	    num_int(slice_from(word, colon + 1), 0, LOAD_CLIENTS_MAX,
	    &clients) != 0)
		return "no TIME:CLIENTS such as 60s:200";
	if (at < last)
		return "a time before that of the point before";
	if (l->n == LOAD_POINTS)
		return "more than 1024 points";
	if (l->n == 0 && at > 0)
		add(l, 0, 0, 1);
	add(l, at, clients, 1);
	return NULL;
}

const char *
load_read(struct load *l, struct slice text)
{
	const char *wrong = NULL;
	struct load_point *last;

	*l = (struct load){ 0 };
	while (wrong == NULL) {
		size_t comma = slice_find(text, ',');

		wrong = read_point(l, (struct slice){ text.p, comma });
		if (comma == text.n)
			break;
		text = slice_from(text, comma + 1);
	}
	if (wrong == NULL && l->most == 0)
		wrong = "no client at any time";
	if (wrong != NULL)
		return wrong;
	/* Nobody stays behind a last point of 0: no phase begins there. */
	last = &l->points[l->n - 1];
	last->phase = last->clients > 0;
	return NULL;
}

int64_t
load_steepest(const struct load *l)
{
	int64_t rate, most = 0;
	size_t i;

	for (i = 1; i < l->n; i++) {
		const struct load_point *a = &l->points[i - 1], *b = a + 1;

		if (b->clients <= a->clients || b->at_us == a->at_us)
			continue;
		/* 10^5 clients are 10^17 of these. */
		rate = (b->clients - a->clients) * 1000000000000 /
		    (b->at_us - a->at_us);
		if (rate > most)
			most = rate;
	}
	return most;
}

int64_t
load_climb_us(const struct load *l)
{
	size_t i = 0;

	while (l->points[i].clients < l->most)
		i++;
	return l->points[i].at_us;
}

void
load_free(struct load *l)
{
	free(l->points);
	*l = (struct load){ 0 };
}

/* A phase that lasts no time is none. */
static int
begins_phase(const struct load_walk *w)
{
	const struct load *l = w->load;
	const struct load_point *p = &l->points[w->i];

	return p->phase && !w->told &&
	    (w->i + 1 == l->n || p[1].at_us > p->at_us);
}

static struct load_event
phase(struct load_walk *w)
{
	const struct load *l = w->load;
	size_t to = w->i + 1 < l->n ? w->i + 1 : w->i;

	w->told = 1;
	return (struct load_event){ LOAD_PHASE, l->points[w->i].at_us,
		++w->phases, l->points[to].clients };
}

/* From a to b, of which w->done clients have come or left already. */
static struct load_event
change(struct load_walk *w, const struct load_point *a,
    const struct load_point *b)
{
	int64_t n = b->clients - a->clients, span = b->at_us - a->at_us;

	if (n > 0)
		return (struct load_event){ LOAD_ARRIVE,
			a->at_us + share(span, w->done++, n), w->arrived++,
			0 };
	return (struct load_event){ LOAD_LEAVE,
		a->at_us + share(span, ++w->done, -n), w->left++, 0 };
}

struct load_event
load_next(struct load_walk *w)
{
	const struct load *l = w->load;

	for (;;) {
		const struct load_point *a = &l->points[w->i], *b = a + 1;

		if (begins_phase(w))
			return phase(w);
		/* The shape may begin with a jump. */
		if (w->i == 0 && w->arrived < a->clients)
			return (struct load_event){ LOAD_ARRIVE, a->at_us,
				w->arrived++, 0 };
		if (w->i + 1 == l->n)
			return (struct load_event){ LOAD_OVER, a->at_us, 0,
				a->clients };
		if (w->done < llabs(b->clients - a->clients))
			return change(w, a, b);
		w->i++;
		w->done = 0;
		w->told = 0;
	}
}
