/*
 * Lookups against a plain walk over the records, in blocks of many kinds in
 * runs and one by one.
 */
#include <stdlib.h>

#include "block.h"
#include "check.h"

#define BLOCKS 300

static const char *const kinds[] = { "client", "fault", "http", "sketch" };
static const char *const subjects[] = { "-", "1s", "all" };

static void
block_write(struct sbuf *b)
{
	int i, n = rand() % 40, kind = 0, subject = 0;

	for (i = 0; i < n; i++) {
		if (rand() % 3 == 0)
			kind = rand() % (int)COUNT(kinds);
		if (rand() % 3 == 0)
			subject = rand() % (int)COUNT(subjects);
		sbuf_printf(b, "1000.000000 %s %s %sn=%d\n", subjects[subject],
		    kinds[kind], rand() % 4 == 0 ? "by=group:a " : "", i);
	}
	sbuf_str(b, "1000.000000 - block n=1\n");
}

static int
is(const struct record *r, const char *subject, const char *kind)
{
	return slice_eq(r->subject, slice_str(subject)) &&
	    slice_eq(r->kind, slice_str(kind));
}

static void
check_find(const struct block *b, const char *subject, const char *kind)
{
	struct slice rest = { NULL, 0 };
	size_t i = 0;
	int found = block_find(b, subject, slice_str(kind), &rest);

	while (i < b->n && (!is(&b->record[i], subject, kind) ||
	    slice_starts(b->record[i].rest, SLICE("by="))))
		i++;
	CHECK(found == (i < b->n));
	CHECK(!found || rest.p == b->record[i].rest.p);
}

static void
check_each(const struct block *b, const char *kind)
{
	struct slice rest;
	size_t i, k = 0;

	for (i = 0; i < b->n; i++) {
		if (!is(&b->record[i], "-", kind))
			continue;
		CHECK(block_each(b, kind, &k, &rest) &&
		    rest.p == b->record[i].rest.p);
	}
	CHECK(!block_each(b, kind, &k, &rest));
	CHECK(!block_each(b, kind, &k, &rest));
}

static void
check_block(const struct block *b)
{
	size_t k, s;

	for (k = 0; k < COUNT(kinds); k++) {
		check_each(b, kinds[k]);
		for (s = 0; s < COUNT(subjects); s++)
			check_find(b, subjects[s], kinds[k]);
	}
}

int
main(void)
{
	struct block_reader r = { 0 };
	struct sbuf text = { 0 };
	int64_t i;

	srand(7);
	for (i = 1; i <= BLOCKS; i++) {
		struct slice in;

		text.n = 0;
		block_write(&text);
		in = sbuf_view(&text);
		CHECK(block_read(&r, &in) && in.n == 0);
		CHECK(r.now.number == i);
		check_block(&r.now);
	}
	block_free(&r);
	sbuf_free(&text);
	return check_result();
}
