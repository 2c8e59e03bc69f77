/*
 * A banner begins a process, and so does the first line of -loglevel debug
 * where -hide_banner left the banner out.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "process.h"
#include "text/own.h"
#include "text/words.h"

/* A banner has about so many lines, with the head of -report. */
#define BANNER_LINES 60

static int
is_of(const struct process *p, struct slice who)
{
	return slice_eq((struct slice){ p->who, p->who_n }, who);
}

static void
rename_to(struct process *p, struct slice who)
{
	free(p->who);
	p->who = who.n > 0 ? estrndup(who.p, who.n) : NULL;
	p->who_n = who.n;
}

/* "ffmpeg[4711]" and "ffmpeg[4712]": the same program. */
static int
is_sibling(const struct process *p, struct slice who)
{
	struct slice mine = { p->who, p->who_n };
	size_t n = slice_find(mine, '[');

	return n < mine.n && n == slice_find(who, '[') &&
	    slice_eq((struct slice){ mine.p, n }, (struct slice){ who.p, n });
}

struct process *
process_of(struct processes *ps, struct slice who)
{
	size_t i;

	if (who.n == 0 || (ps->last != NULL && is_of(ps->last, who)))
		return ps->last;
	for (i = 0; i < ps->n; i++)
		if (is_of(ps->list[i], who))
			return ps->last = ps->list[i];
	/* Who has no name yet is this one; who has ended is followed. */
	for (i = 0; i < ps->n; i++) {
		struct process *p = ps->list[i];

		if (p->who_n > 0 && !(ending_reason(&p->ending) ==
		    EXIT_ITSELF && is_sibling(p, who)))
			continue;
		rename_to(p, who);
		return ps->last = p;
	}
	return NULL;
}

struct process *
process_add(struct processes *ps, struct slice who, int64_t client)
{
	struct process *p = ezalloc(1, sizeof(*p));

	rename_to(p, who);
	p->client = client;
	ending_begin(&p->ending);
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	ps->list = egrow(ps->list, ps->n, &ps->size, sizeof(*ps->list));
	ps->list[ps->n++] = p;
	return ps->last = p;
}

bool
process_begins(struct process *p, struct slice line)
{
	struct slice version, text = words_untagged(line);
	bool inside = p->lines < BANNER_LINES;

	if (own_banner(line, &version)) {
		inside &= p->head;
		p->head = false;
		p->banner = true;
		return p->lines > 0 && !inside;
	}
	if (slice_starts(text, SLICE("ffmpeg started on "))) {
		p->head = true;
		return p->lines > 0;
	}
	if (!slice_eq(text, SLICE("Splitting the commandline.")))
		return false;
	/* Behind a banner that is no other beginning. */
	inside &= p->head || p->banner;
	p->head = p->banner = false;
	return p->lines > 0 && !inside;
}

void
processes_free(struct processes *ps)
{
	size_t i;

	for (i = 0; i < ps->n; i++) {
		free(ps->list[i]->who);
		free(ps->list[i]);
	}
	free(ps->list);
}
