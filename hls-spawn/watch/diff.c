/*
 * Pairs of lines that follow each other in the old version are found by their
 * hash, and runs grow from them: a lone EXTINF is in every playlist many
 * times, an EXTINF and its URI once.
 */
#include <stdint.h>
#include <stdlib.h>

#include "diff.h"
#include "ealloc.h"
#include "fnv.h"

#define NONE SIZE_MAX
/* Places of one pair that are looked at: who repeats itself more gains less. */
#define TRIES 16

void
version_read(struct version *v, struct slice text)
{
	struct slice left, line;

	v->text.n = v->n = 0;
	sbuf_slice(&v->text, text);
	left = sbuf_view(&v->text);
	while (left.n > 0) {
		line = slice_cut(&left, '\n');
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		v->line = egrow(v->line, v->n, &v->room, sizeof(*v->line));
		v->line[v->n++] = line;
	}
}

void
version_swap(struct version *a, struct version *b)
{
	struct version c = *a;

	*a = *b;
	*b = c;
}

void
version_free(struct version *v)
{
	sbuf_free(&v->text);
	free(v->line);
	*v = (struct version){ 0 };
}

/* The old version's pairs, by their hash. */
struct index {
	const struct version *v;
	size_t *first;		/* of a hash, the earliest; NONE */
	size_t *next;		/* the next of the same */
	size_t mask;
};

static size_t
slot(const struct index *x, const struct version *v, size_t i)
{
	uint64_t h = fnv(FNV_START, v->line[i]);

	/* A byte that no line holds parts them. */
	h = fnv(h, SLICE("\n"));
	return (size_t)(fnv(h, v->line[i + 1]) & x->mask);
}

static void
index_open(struct index *x, const struct version *v)
{
	size_t i, size = 16;

	while (size < v->n)
		size *= 2;
	*x = (struct index){ v, ezalloc(size, sizeof(size_t)),
		ezalloc(v->n, sizeof(size_t)), size - 1 };
	for (i = 0; i < size; i++)
		x->first[i] = NONE;
	for (i = v->n; i > 1; i--) {
		size_t at = slot(x, v, i - 2);

		x->next[i - 2] = x->first[at];
		x->first[at] = i - 2;
	}
}

static void
index_close(struct index *x)
{
	free(x->first);
	free(x->next);
}

/* Lines that old, from p, and new, from i, have in common. */
static size_t
run(const struct version *old, size_t p, const struct version *new, size_t i)
{
	size_t n = 0;

	while (p + n < old->n && i + n < new->n &&
	    slice_eq(old->line[p + n], new->line[i + n]))
		n++;
	return n;
}

/* The longest run of at least two for line i of new; 0: none. */
static size_t
longest(const struct index *x, const struct version *new, size_t i,
    size_t *from)
{
	size_t p, n, most = 1, tries = 0;

	if (i + 1 >= new->n)
		return 0;
	p = x->first[slot(x, new, i)];
	for (; p != NONE && tries++ < TRIES; p = x->next[p]) {
		n = run(x->v, p, new, i);
		if (n <= most)
			continue;
		most = n;
		*from = p;
	}
	return most > 1 ? most : 0;
}

static void
add(struct edits *e, struct edit one)
{
	struct edit *last = e->n > 0 ? &e->list[e->n - 1] : NULL;

	if (last != NULL && !last->kept && !one.kept) {
		last->n += one.n;
		return;
	}
	e->list = egrow(e->list, e->n, &e->room, sizeof(*e->list));
	e->list[e->n++] = one;
}

void
edits_find(struct edits *e, const struct version *old,
    const struct version *new)
{
	struct index x;
	size_t i = 0, n, from = 0;

	e->n = 0;
	index_open(&x, old);
	while (i < new->n) {
		n = longest(&x, new, i, &from);
		if (n > 0)
			add(e, (struct edit){ 1, from, n });
		else
			add(e, (struct edit){ 0, i, n = 1 });
		i += n;
	}
	index_close(&x);
}

void
edits_free(struct edits *e)
{
	free(e->list);
	*e = (struct edits){ 0 };
}
