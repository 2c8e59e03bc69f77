/*
 * Escape sequences of terminals, prefixes, quotes, other players' names: from
 * the outside in.
 */
#include "peel.h"
#include "text/foreign.h"
#include "text/logline.h"
#include "text/own.h"

/* The length of an escape sequence (ECMA-48, 5.4) at the start of s. */
static size_t
escape_length(struct slice s)
{
	size_t i = 1;

	if (s.n < 2 || s.p[1] != '[')
		return s.n < 2 ? s.n : 2;
	for (i = 2; i < s.n && (s.p[i] < '@' || s.p[i] > '~'); i++)
		;
	return i < s.n ? i + 1 : i;
}

struct slice
peel_colours(struct source *s, struct slice line)
{
	if (slice_find(line, '\033') == line.n)
		return line;
	s->clean.n = 0;
	while (line.n > 0) {
		size_t n = slice_find(line, '\033');

		sbuf_slice(&s->clean, (struct slice){ line.p, n });
		line = slice_from(line, n);
		if (line.n > 0)
			line = slice_from(line, escape_length(line));
	}
	return sbuf_view(&s->clean);
}

int
peel_date(struct source *s, struct slice *text, struct stamp *st)
{
	size_t n = logline_date(*text);

	if (n == 0 || !stamp_read((struct slice){ text->p, n - 1 }, st) ||
	    st->n != n - 1)
		return 0;
	*text = slice_from(*text, n);
	s->dated |= s->stamped == 0;
	return 1;
}

void
peel_stamp(struct source *s, int64_t us, bool own)
{
	if (s->stamped < 0 || (s->stamped > 0 && s->dated != own))
		return;
	s->time_us = us;
}

/* Whether something is to be learnt of a line that has no known prefix. */
static int
learn(struct source *s, struct slice line)
{
	size_t at = own_find(line), from;
	struct slice head = { line.p, at };
	struct stamp st;
	size_t date;

	if (at == 0 || at == line.n)
		return 0;
	from = wrap_learn(&s->wrap, line, at);
	head = slice_from(head, from);
	/* FFmpeg's own date is no part of it. */
	for (date = 24; date >= 13; date -= 11)
		if (head.n >= date && logline_date((struct slice){
		    head.p + head.n - date, line.n - at + date }) == date &&
		    stamp_read((struct slice){ head.p + head.n - date,
		    date - 1 }, &st) && st.n == date - 1)
			head.n -= date;
	/* Lines of FFmpeg's own are indented, too. */
	if (head.n > 0 && (s->known == 0 || !slice_only(head, SLICE(" "))))
		prefix_learn(&s->prefix, head);
	return from > 0 || head.n > 0;
}

/* Keeps who wrote the line: those that follow may not say it. */
static void
note_who(struct source *s, struct slice who)
{
	if (who.n > sizeof(s->who_text))
		who.n = sizeof(s->who_text);
	if (!slice_eq(who, s->who))
		memcpy(s->who_text, who.p, who.n);
	s->who = (struct slice){ s->who_text, who.n };
}

/* Takes what others put around it off a line, if that is known. */
static int
unwrap(struct source *s, struct slice line)
{
	struct wrapped w;
	struct taken t;
	int found = 0;

	s->part = line;
	if (s->wrap.line.n > 0 && wrap_take(&s->wrap, line, &s->body, &w)) {
		s->part = sbuf_view(&s->body);
		if (w.stamped)
			peel_stamp(s, w.us, false);
		found = 1;
	}
	if (prefix_take(&s->prefix, s->part, &t)) {
		s->part = slice_from(s->part, t.n);
		note_who(s, t.who);
		if (t.stamped)
			peel_stamp(s, t.us, false);
		found = 1;
	}
	return found;
}

void
peel(struct source *s, struct slice line)
{
	if (!unwrap(s, line) && !own_starts(line) && learn(s, line))
		unwrap(s, line);
	/* Other players name its contexts in their own way. */
	if (foreign_line(s->part, &s->foreign))
		s->part = sbuf_view(&s->foreign);
}
