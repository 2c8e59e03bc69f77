/*
 * Blocks are kept as the text they came in, with an index of their records: a
 * block is a few dozen lines, read once a second and looked up a few hundred
 * times, and nothing is lost of what this version does not know. What there can
 * be a thousand of (`client`) stands together, and is passed in one step.
 */
#include <stdio.h>
#include <stdlib.h>

#include "block.h"
#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "sum/sum.h"
#include "vocabulary.h"

const char *const block_windows[BLOCK_WINDOWS + 1] = {
	"1s", "10s", "30s", "60s", "300s", "all", NULL,
};

static void
index_add(struct block *b, const struct record *r)
{
	if (b->n == b->size) {
		b->size = b->size ? 2 * b->size : 64;
		b->record = eresize(b->record, b->size, sizeof(*b->record));
		b->next = eresize(b->next, b->size, sizeof(*b->next));
	}
	b->record[b->n++] = *r;
}

/* Whether a lookup that passes one of them passes both. */
static int
alike(const struct record *r, const struct record *s)
{
	return slice_eq(r->kind, s->kind) && slice_eq(r->subject, s->subject);
}

static void
index_next(struct block *b)
{
	size_t i;

	for (i = b->n; i > 0; i--)
		b->next[i - 1] = i < b->n &&
		    alike(&b->record[i - 1], &b->record[i]) ?
		    b->next[i] : i;
}

/* Lines that are no record are counted; comments and empty lines are not. */
static void
index_lines(struct block *b, int64_t *garbled)
{
	struct slice s = sbuf_view(&b->text);
	struct record r;

	b->n = 0;
	while (s.n > 0) {
		struct slice line = slice_cut(&s, '\n');

		if (record_read(&r, line) == 0)
			index_add(b, &r);
		else if (line.n > 0 && line.p[0] != '#')
			++*garbled;
	}
	index_next(b);
}

static int
closes(struct slice line, int64_t *time_us)
{
	struct record r;

	if (record_read(&r, line) != 0 || !slice_eq(r.kind, SLICE("block")) ||
	    !slice_eq(r.subject, SLICE("-")))
		return 0;
	*time_us = r.time_us;
	return 1;
}

static void
forget(struct block_reader *r)
{
	r->next.text.n = 0;
	r->line = 0;
}

/* A closing line is there: 1 if the block it closes is fit to be read. */
static int
swap(struct block_reader *r)
{
	struct block old = r->now;

	if (r->spoilt) {
		r->spoilt = 0;
		r->too_big++;
		forget(r);
		return 0;
	}
	r->now = r->next;
	r->next = old;
	forget(r);
	index_lines(&r->now, &r->garbled);
	r->now.number = ++r->blocks;
	return 1;
}

/* A newline has come: 1 if its line closed a block. */
static int
line_end(struct block_reader *r)
{
	struct sbuf *text = &r->next.text;
	struct slice line = { text->p + r->line, text->n - 1 - r->line };

	if (closes(line, &r->next.time_us))
		return swap(r);
	r->line = text->n;
	return 0;
}

int
block_read(struct block_reader *r, struct slice *in)
{
	while (in->n > 0) {
		size_t end = slice_find(*in, '\n');
		size_t take = end < in->n ? end + 1 : end;

		sbuf_slice(&r->next.text, (struct slice){ in->p, take });
		*in = slice_from(*in, take);
		if (take > end && line_end(r))
			return 1;
		if (r->next.text.n > BLOCK_MAX_BYTES) {
			r->spoilt = 1;
			forget(r);
		}
	}
	return 0;
}

void
block_free(struct block_reader *r)
{
	sbuf_free(&r->now.text);
	sbuf_free(&r->next.text);
	free(r->now.record);
	free(r->next.record);
	free(r->now.next);
	free(r->next.next);
	*r = (struct block_reader){ 0 };
}

void
block_complain(const struct block_reader *r)
{
	if (r->garbled > 0)
		msg("standard input: %lld lines were no stat records",
		    (long long)r->garbled);
	if (r->too_big > 0)
		msg("standard input: %lld blocks over %zu bytes passed over",
		    (long long)r->too_big, BLOCK_MAX_BYTES);
}

int
block_find(const struct block *b, const char *subject, struct slice kind,
    struct slice *rest)
{
	struct slice of = slice_str(subject);
	size_t i = 0;

	while (i < b->n) {
		const struct record *r = &b->record[i];

		if (!slice_eq(r->kind, kind) || !slice_eq(r->subject, of)) {
			i = b->next[i];
			continue;
		}
		if (!slice_starts(r->rest, SLICE("by="))) {
			*rest = r->rest;
			return 1;
		}
		i++;
	}
	return 0;
}

int
block_each(const struct block *b, const char *kind, size_t *i,
    struct slice *rest)
{
	struct slice of = slice_str(kind);

	while (*i < b->n) {
		const struct record *r = &b->record[*i];

		if (!slice_eq(r->kind, of) ||
		    !slice_eq(r->subject, SLICE("-"))) {
			*i = b->next[*i];
			continue;
		}
		++*i;
		*rest = r->rest;
		return 1;
	}
	return 0;
}

int
block_nth(const struct block *b, const char *kind, int n, struct slice *rest)
{
	size_t i = 0;

	while (block_each(b, kind, &i, rest))
		if (n-- == 0)
			return 1;
	return 0;
}

/* The fields of the record that has the metric in that window. */
static int
find_record(const struct block *b, enum block_window w,
    const struct metric *m, struct slice *rest)
{
	int now = metric_is_gauge(m) || m->kind == METRIC_STATE;

	return block_find(b, now ? "-" : block_windows[w], metric_section(m),
	    rest);
}

/* What is below 0, or did not fit where it was summed, is no figure. */
static int
read_field(const struct metric *m, struct slice rest, const char *key,
    int64_t *v)
{
	struct slice s;
	int64_t n;

	if (!field_get(rest, key, &s) || metric_read(m->unit, s, &n) != 0 ||
	    n < 0 || sum_is_over(n))
		return 0;
	*v = n;
	return 1;
}

int
block_value(const struct block *b, enum block_window w, enum metric_id id,
    int64_t *v)
{
	const struct metric *m = &metrics[id];
	struct slice rest;

	return find_record(b, w, m, &rest) &&
	    read_field(m, rest, metric_key(m), v);
}

int
block_stat(const struct block *b, enum block_window w, struct metric_at at,
    int64_t *v)
{
	const struct metric *m = &metrics[at.id];
	const char *of = metric_key(m);
	struct slice rest;
	char key[64];

	if (!metric_is_sketch(m))
		return block_value(b, w, at.id, v);
	/* The sketch `startup` has a record of its own: only its keys. */
	snprintf(key, sizeof(key), "%s%s%s", of, *of == '\0' ? "" : ".",
	    sketch_stats[at.stat].key);
	return find_record(b, w, m, &rest) && read_field(m, rest, key, v);
}

/* What is to be known of a verdict that is not whole: it is no pass. */
static int
code_of_state(struct slice state)
{
	return slice_eq(state, slice_str(verdict_states[VERDICT_FAIL])) ?
	    BLOCK_FAIL : BLOCK_INCONCLUSIVE;
}

int
block_code(const struct block *b)
{
	struct slice rest, s, state;
	int64_t code;
	int i;

	if (!block_find(b, "-", SLICE("verdict"), &rest))
		return 0;
	if (!field_get(rest, "state", &state))
		state = slice_str(verdict_states[VERDICT_NONE]);
	if (!field_get(rest, "code", &s) || num_int(s, 0, 255, &code) != 0)
		return code_of_state(state);
	i = WORD_FIND(verdict_states, state);
	if (code == 0 && i != VERDICT_NONE && i != VERDICT_PASS)
		return code_of_state(state);
	return (int)code;
}
