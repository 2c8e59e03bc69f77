/*
 * Prefixes, quotes, other players' names: from the outside in.
 */
#include "peel.h"
#include "text/foreign.h"
#include "text/logline.h"
#include "text/own.h"

int
peel_date(struct source *s, struct slice *text, struct stamp *st)
{
	size_t n = logline_date(*text), bytes = n > 0 ? n - 1 : 0;

	/* What is empty may lack the blank behind it. */
	if (n == 0 && (text->n == 23 || text->n == 12))
		n = bytes = text->n;
	if (n == 0 || !stamp_read((struct slice){ text->p, bytes }, st) ||
	    st->n != bytes)
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

/* The length of FFmpeg's own date in front of offset at, room at most, or 0. */
static size_t
date_before(struct slice line, size_t at, size_t room)
{
	static const size_t lengths[] = { 24, 13 };
	struct stamp st;
	size_t i;

	for (i = 0; i < COUNT(lengths); i++) {
		size_t n = lengths[i];

		if (room >= n && logline_date(slice_from(line, at - n)) == n &&
		    stamp_read((struct slice){ line.p + at - n, n - 1 },
		    &st) && st.n == n - 1)
			return n;
	}
	return 0;
}

/* Whether something is to be learnt of a line that has no known prefix. */
static int
learn(struct source *s, struct slice line)
{
	size_t at = own_find(line), from;
	struct slice head = { line.p, at };

	if (at == 0 || at == line.n)
		return 0;
	from = wrap_learn(&s->wrap, line, at);
	head = slice_from(head, from);
	/* FFmpeg's own date is no part of it. */
	head.n -= date_before(line, at, head.n);
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

/* The last byte of what was in front, which may open what ends the line. */
static char
last_byte(struct slice s)
{
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	/* An escaped quote. */
	if (s.n > 1 && s.p[s.n - 2] == '\\')
		s.n--;
	return s.n > 0 ? s.p[s.n - 1] : '\0';
}

/* Takes what others put around it off a line, if that is known. */
static int
unwrap(struct source *s, struct slice line)
{
	struct wrapped w;
	struct taken t;
	int found = 0;

	s->part = line;
	s->open = '\0';
	if (s->wrap.line.n > 0 && wrap_take(&s->wrap, line, &s->body, &w)) {
		s->part = sbuf_view(&s->body);
		if (w.stamped)
			peel_stamp(s, w.us, false);
		found = 1;
	}
	if (prefix_take(&s->prefix, s->part, &t)) {
		s->open = last_byte((struct slice){ s->part.p, t.n });
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
	s->part = paste_text(&s->paste, s->part, s->open);
	/* Other players name its contexts in their own way. */
	if (foreign_line(s->part, &s->foreign))
		s->part = sbuf_view(&s->foreign);
}
