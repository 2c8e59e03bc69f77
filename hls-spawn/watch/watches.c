/*
 * Who is watched, and when the processes are due.
 */
#include <stdlib.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "fetch/cookie.h"
#include "fetch/pick.h"
#include "m3u8/url.h"
#include "watches.h"

/* While our reader takes nothing. */
#define HELD_US (SECOND_US / 2)

size_t
watches_count(const struct options *o, const struct preflight *p)
{
	if (p->curl == NULL || o->no_watch || o->command != NULL)
		return 0;
	return p->n < WATCHES_MOST ? p->n : WATCHES_MOST;
}

static void
tell_no_more(struct watches *x)
{
	if (!x->told)
		msg("%zu playlists are watched and no more: of the others the "
		    "figures go by FFmpeg's log alone", WATCHES_MOST);
	x->told = 1;
}

/* One more, if there is a place; takes the texts over. */
static void
add(struct watches *x, const struct watch *like)
{
	struct watch *w = &x->list[x->n];

	if (x->places == WATCHES_MOST || x->n == 2 * WATCHES_MOST) {
		tell_no_more(x);
		free(like->url);
		free(like->cookies);
		return;
	}
	*w = *like;
	w->all = &x->all;
	w->src = (struct source){ .kind = SOURCE_WATCH, .fd = -1,
		.owner = w };
	w->number = (int64_t)++x->n;
	w->counted = 1;
	w->intake = (struct intake){ .mark = x->all.mark };
	x->places++;
}

void
watches_open(struct watches *x, const struct curls *with, int64_t now_us)
{
	const struct preflight *p = with->preflight;
	size_t i, n = watches_count(with->opt, p);
	struct sbuf url = { 0 };

	*x = (struct watches){ .all = { .with = *with } };
	x->list = ezalloc(2 * WATCHES_MOST, sizeof(*x->list));
	intake_mark(x->all.mark);
	for (i = 0; i < n; i++) {
		struct watch w = { .plan = &p->plans[i],
			.due_us = now_us };

		url.n = 0;
		command_expand(&url, slice_str(w.plan->url),
		    command_nobody(with->opt));
		w.url = estrndup(url.p, url.n);
		add(x, &w);
	}
	if (n > 0 && n < p->n)
		tell_no_more(x);
	sbuf_free(&url);
}

void
watches_free(struct watches *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		watch_free(&x->list[i]);
	free(x->list);
	m3u8_free(&x->all.m3u8);
	version_free(&x->all.next);
	edits_free(&x->all.edits);
	sbuf_free(&x->all.record);
	*x = (struct watches){ 0 };
}

int64_t
watches_due_us(const struct watches *x)
{
	int64_t due = INT64_MAX;
	size_t i;

	for (i = 0; i < x->n && !x->stopped; i++) {
		const struct watch *w = &x->list[i];

		if (w->found.n > 0)
			return 0;
		if ((w->open || !w->done) && w->due_us < due)
			due = w->due_us;
	}
	return due;
}

/* The k-th that was found in that playlist, or NULL. */
static struct watch *
child_of(struct watches *x, const struct watch *parent, size_t k)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		if (x->list[i].of == parent) {
			if (k == 0)
				return &x->list[i];
			k--;
		}
	return NULL;
}

static void
adopt(struct watches *x, struct watch *w, int64_t now_us)
{
	struct slice left = sbuf_view(&w->found);
	struct slice base = slice_cut(&left, '\0');
	struct slice jar = slice_cut(&left, '\0');
	struct sbuf url = { 0 }, cookies = { 0 };
	size_t k = 0;

	/* Its place is free for what stands in it. */
	x->places -= (size_t)w->counted;
	w->counted = 0;
	while (left.n > 0) {
		struct watch child = { .plan = w->plan, .of = w,
			.due_us = now_us };
		struct watch *known = child_of(x, w, k++);

		url.n = cookies.n = 0;
		url_resolve(&url, base, slice_cut(&left, '\0'));
		cookie_select(&cookies, jar, sbuf_view(&url));
		child.url = estrndup(url.p, url.n);
		if (cookies.n > 0)
			child.cookies = estrndup(cookies.p, cookies.n);
		if (known != NULL)
			watch_move(known, child.url, child.cookies, now_us);
		else
			add(x, &child);
	}
	w->found.n = 0;
	sbuf_free(&url);
	sbuf_free(&cookies);
}

void
watches_turn(struct watches *x, int64_t now_us)
{
	size_t i;

	for (i = 0; i < x->n && !x->stopped; i++) {
		struct watch *w = &x->list[i];

		if (w->found.n > 0)
			adopt(x, w, now_us);
		if (now_us < w->due_us)
			continue;
		if (w->open)
			watch_late(w);
		else if (!w->done)
			watch_begin(w, now_us);
	}
}

int
watches_reaped(struct watches *x, pid_t pid, int status)
{
	size_t i;

	for (i = 0; i < x->n; i++) {
		if (!x->list[i].alive || x->list[i].pid != pid)
			continue;
		watch_reaped(&x->list[i], status);
		return 1;
	}
	return 0;
}

void
watches_held(struct watches *x, int64_t now_us)
{
	size_t i;

	for (i = 0; i < x->n && !x->stopped; i++) {
		struct watch *w = &x->list[i];

		if (w->open && !w->quiet)
			watch_drop(w, now_us + HELD_US);
		if (!w->open && w->due_us < now_us + HELD_US)
			w->due_us = now_us + HELD_US;
	}
}

void
watches_stop(struct watches *x)
{
	size_t i;

	x->stopped = 1;
	for (i = 0; i < x->n; i++)
		if (x->list[i].open && !x->list[i].quiet)
			watch_drop(&x->list[i], INT64_MAX);
}
