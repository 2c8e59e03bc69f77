/*
 * Rules, in the order in which they were given.
 */
#include <fnmatch.h>
#include <stdlib.h>

#include "action.h"
#include "clock.h"
#include "ealloc.h"
#include "num.h"
#include "rule.h"

/* How many requests matched, for one path or (path NULL) for all. */
struct count {
	char *path;
	int64_t n;
};

struct rule {
	char *pattern, *agent;			/* agent: NULL for any */
	int64_t nth, every, after, first;	/* 0: no such condition */
	int64_t from_us, until_us;		/* the same */
	int per_path;
	struct count *counts;
	size_t ncounts, size;
	struct fault fault;
};

struct rules {
	struct rule *list;
	size_t n;
	int64_t start_us;
};

struct rules *
rules_new(void)
{
	struct rules *rs = ezalloc(1, sizeof(*rs));

	rs->start_us = clock_mono();
	return rs;
}

static void
rule_free(struct rule *r)
{
	size_t i;

	for (i = 0; i < r->ncounts; i++)
		free(r->counts[i].path);
	free(r->counts);
	free(r->pattern);
	free(r->agent);
	sbuf_free(&r->fault.redirect);
	sbuf_free(&r->fault.headers);
	sbuf_free(&r->fault.type);
	sbuf_free(&r->fault.line);
	sbuf_free(&r->fault.without);
	sbuf_free(&r->fault.names);
}

void
rules_free(struct rules *rs)
{
	size_t i;

	for (i = 0; i < rs->n; i++)
		rule_free(&rs->list[i]);
	free(rs->list);
	free(rs);
}

void
rules_start(struct rules *rs, int64_t now_us)
{
	rs->start_us = now_us;
}

static int
read_count(struct rule *r, struct slice key, struct slice value)
{
	const struct {
		const char *key;
		int64_t *v;
	} tab[] = {
		{ "nth", &r->nth }, { "every", &r->every },
		{ "after", &r->after }, { "first", &r->first },
	};
	size_t i;

	for (i = 0; i < COUNT(tab); i++)
		if (slice_eq(key, slice_str(tab[i].key)))
			return num_int(value, 1, INT64_MAX, tab[i].v) == 0 ?
			    1 : -1;
	return 0;
}

/* 1 when the word was a condition, 0 when not, -1 when it was a wrong one. */
static int
read_condition(struct rule *r, struct slice key, struct slice value)
{
	if (slice_eq(key, SLICE("per"))) {
		r->per_path = 1;
		return slice_eq(value, SLICE("path")) ? 1 : -1;
	}
	if (slice_eq(key, SLICE("ua"))) {
		free(r->agent);
		r->agent = estrndup(value.p, value.n);
		return value.n > 0 ? 1 : -1;
	}
	if (slice_eq(key, SLICE("from")))
		return num_duration(value, &r->from_us) == 0 ? 1 : -1;
	if (slice_eq(key, SLICE("until")))
		return num_duration(value, &r->until_us) == 0 &&
		    r->until_us > 0 ? 1 : -1;
	return read_count(r, key, value);
}

static int
read_word(struct rule *r, struct slice word)
{
	struct slice key = slice_cut(&word, '=');
	int found = read_condition(r, key, word);

	if (found != 0)
		return found > 0 ? 0 : -1;
	return action_read(&r->fault, key, word);
}

struct slice
rules_add(struct rules *rs, struct slice text)
{
	struct rule r = { 0 };
	struct slice word = slice_word(&text, SLICE(" "));

	if (word.n == 0)
		return SLICE("(empty)");
	r.pattern = estrndup(word.p, word.n);
	while ((word = slice_word(&text, SLICE(" "))).n > 0) {
		if (read_word(&r, word) != 0) {
			rule_free(&r);
			return word;
		}
	}
	rs->list = eresize(rs->list, rs->n + 1, sizeof(*rs->list));
	rs->list[rs->n++] = r;
	return SLICE("");
}

/* The count of a path, made where there is none; of all for path NULL. */
static int64_t *
count_of(struct rule *r, const char *path)
{
	struct count *c;
	size_t i;

	for (i = 0; i < r->ncounts; i++)
		if (path == NULL || strcmp(r->counts[i].path, path) == 0)
			return &r->counts[i].n;
	r->counts = egrow(r->counts, r->ncounts, &r->size, sizeof(*c));
	c = &r->counts[r->ncounts++];
	*c = (struct count){ .path = path ? estrdup(path) : NULL };
	return &c->n;
}

static int
holds(const struct rule *r, int64_t n)
{
	return (r->nth == 0 || n == r->nth) &&
	    (r->every == 0 || n % r->every == 0) && n > r->after &&
	    (r->first == 0 || n <= r->first);
}

/* Whether a request is one that the rule counts. */
static int
concerns(const struct rule *r, const char *path, const char *agent,
    int64_t age_us)
{
	return fnmatch(r->pattern, path, 0) == 0 &&
	    (r->agent == NULL || fnmatch(r->agent, agent, 0) == 0) &&
	    age_us >= r->from_us &&
	    (r->until_us == 0 || age_us < r->until_us);
}

const struct fault *
rules_apply(struct rules *rs, struct slice path, struct slice agent,
    int64_t now_us)
{
	char *name = estrndup(path.p, path.n);
	char *ua = estrndup(agent.p, agent.n);
	struct fault *f = NULL;
	size_t i;

	for (i = 0; i < rs->n && f == NULL; i++) {
		struct rule *r = &rs->list[i];

		if (concerns(r, name, ua, now_us - rs->start_us) &&
		    holds(r, ++*count_of(r, r->per_path ? name : NULL)))
			f = &r->fault;
	}
	free(name);
	free(ua);
	if (f != NULL && f->stale_us == 0)
		f->stale_us = now_us;
	return f;
}
