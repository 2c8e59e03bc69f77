/*
 * A short list, searched in order; its last entry takes what has no place.
 */
#include <stdlib.h>

#include "fault.h"
#include "sum/sum.h"

static void
append(struct fault *f, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n && f->len < FAULT_TEXT - 1; i++)
		f->text[f->len++] = s.p[i] >= ' ' && s.p[i] < 0x7f ?
		    s.p[i] : '?';
	f->text[f->len] = '\0';
}

/* The entry with the text of new, or a new one. */
static struct fault *
find(struct faults *f, const struct fault *new)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (f->fault[i].len == new->len &&
		    memcmp(f->fault[i].text, new->text, new->len) == 0)
			return &f->fault[i];
	if (f->n == FAULTS)
		return &f->fault[FAULTS - 1];
	f->fault[f->n] = *new;
	if (f->n == FAULTS - 1) {
		f->fault[f->n] = (struct fault){ 0 };
		append(&f->fault[f->n], SLICE("other"));
	}
	return &f->fault[f->n++];
}

void
fault_count(struct faults *f, const char *what, struct slice why)
{
	struct fault new = { 0 };

	append(&new, slice_str(what));
	if (new.len < FAULT_TEXT - 1)
		new.text[new.len++] = ' ';
	append(&new, why);
	find(f, &new)->count++;
}

static struct fault *
find_text(struct faults *f, struct slice text)
{
	struct fault new = { 0 };

	append(&new, text);
	return find(f, &new);
}

static void
add(struct fault *fault, int64_t n)
{
	fault->count = sum_add(fault->count, n);
}

void
fault_add(struct faults *f, struct slice text, int64_t n)
{
	if (n > 0)
		add(find_text(f, text), n);
}

int64_t
fault_raise(struct faults *f, struct slice text, int64_t count)
{
	struct fault *fault = find_text(f, text);
	int64_t more = count > fault->count ? count - fault->count : 0;

	add(fault, more);
	return more;
}

static int
worse_first(const void *a, const void *b)
{
	const struct fault *x = *(const struct fault *const *)a;
	const struct fault *y = *(const struct fault *const *)b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->text, y->text);
}

int
fault_worst(const struct faults *f, const struct fault **order, int max)
{
	const struct fault *all[FAULTS];
	int i;

	for (i = 0; i < f->n; i++)
		all[i] = &f->fault[i];
	qsort(all, (size_t)f->n, sizeof(all[0]), worse_first);
	for (i = 0; i < f->n && i < max; i++)
		order[i] = all[i];
	return i;
}
