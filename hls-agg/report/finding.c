/*
 * Each part of the dimensions that are counted is held against the rest of the
 * swarm, in the share of its requests that failed in one way, of its segments
 * lost, of its viewing spent rebuffering, and in its TTFB. Shares weigh what
 * they are over the rest's, times the part's share of the swarm.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ealloc.h"
#include "finding.h"
#include "sum/sum.h"
#include "text/text.h"

#define MILLION INT64_C(1000000)
#define EVENTS_MIN 5		/* fewer may be chance */
#define SAMPLES_MIN 20
#define SLOW_MIN_US 10000	/* slower by this, and by a factor of two */

struct finding {
	int64_t weight;		/* millionths of the swarm */
	enum dimension d;
	const struct part *part;
	const char *what;	/* "503", "of segments lost" */
	char code[8];		/* room for what */
	int64_t mine, others;	/* shares in millionths, or microseconds */
	int is_time;
};

struct findings {
	const struct figures *all;
	struct finding *f;	/* owned */
	size_t n, room;
	const struct hist *ttfb;	/* of all parts of a dimension */
	struct hist sum;	/* that, where it is not the whole run's */
	int64_t slow_us;	/* a part that is slow has a p95 of this */
	struct hist rest;	/* ttfb without one part */
};

static void
add(struct findings *fs, const struct finding *f)
{
	if (f->weight <= 0)
		return;
	if (fs->n == fs->room) {
		fs->room = fs->room > 0 ? 2 * fs->room : 16;
		fs->f = eresize(fs->f, fs->room, sizeof(*fs->f));
	}
	fs->f[fs->n++] = *f;
}

static int64_t
share(int64_t n, int64_t of)
{
	return of > 0 ? sum_whole((double)n * 1e6 / (double)of) : 0;
}

/* A count of the part out of another one, against the same of the rest. */
static void
compare(struct findings *fs, struct finding f,
    const unsigned id[2])
{
	const int64_t *all = fs->all->windows.all.counter;
	const int64_t *mine = f.part->tally.counter;

	if (mine[id[0]] < EVENTS_MIN || mine[id[1]] == 0 ||
	    all[id[1]] <= mine[id[1]])
		return;
	f.mine = share(mine[id[0]], mine[id[1]]);
	f.others = share(sum_less(all[id[0]], mine[id[0]]),
	    all[id[1]] - mine[id[1]]);
	if (f.mine < sum_times(2, f.others))
		return;
	f.weight = sum_whole(((double)f.mine - (double)f.others) *
	    (double)mine[id[1]] / (double)all[id[1]]);
	add(fs, &f);
}

static void
compare_codes(struct findings *fs, struct finding f)
{
	int i;

	for (i = 0; i < fs->all->codes.n; i++) {
		unsigned id[2] = { code_sorted(&fs->all->codes, i),
			M_HTTP_REQUESTS };

		f.what = NULL;
		snprintf(f.code, sizeof(f.code), "%d",
		    code_status(&fs->all->codes, i));
		compare(fs, f, id);
	}
}

static void
compare_counts(struct findings *fs, struct finding f)
{
	static const struct {
		unsigned id[2];
		const char *what;
	} counts[] = {
		{ { M_CONNECT_FAIL, M_CONNECT_TRIES }, "failed connections" },
		{ { M_HTTP_SHORT, M_HTTP_REQUESTS }, "short bodies" },
		{ { M_HTTP_NO_TIME, M_HTTP_REQUESTS }, "timeouts" },
		{ { M_HTTP_RESET, M_HTTP_REQUESTS }, "resets" },
		{ { M_HTTP_CLOSED, M_HTTP_REQUESTS }, "closed" },
		{ { M_HTTP_REDIRECTS, M_HTTP_REQUESTS }, "redirect loops" },
		{ { M_HTTP_NO_RESPONSE, M_HTTP_REQUESTS }, "unanswered" },
		{ { M_SEGMENT_LOST, M_SEGMENT_ENDED }, "of segments lost" },
		{ { M_REBUFFER_TIME, M_REBUFFER_WATCHED },
		    "of viewing in rebuffers" },
	};
	size_t i;

	for (i = 0; i < COUNT(counts); i++) {
		f.what = counts[i].what;
		compare(fs, f, counts[i].id);
	}
}

static const struct hist *
ttfb_of(const struct part *p)
{
	return tally_sketch(&p->tally, M_SEGMENT_TTFB);
}

/*
 * The least p95 of a part of mine values with which it is twice as slow as the
 * rest. The rest's rank comes in the whole no later than in the rest itself,
 * give or take the error of a bucket.
 */
static int64_t
least_slow(const struct hist *all, int64_t mine)
{
	int64_t us = 2 * hist_quantile(all,
	    share(all->n - mine, all->n) * 95 / 100, MILLION);

	us -= us / 32;
	return us > SLOW_MIN_US ? us : SLOW_MIN_US;
}

/* A value is in one part at most: where none is in no part, all are in all. */
static void
sum_ttfb(struct findings *fs, const struct parts *v)
{
	const struct hist *whole = tally_sketch(&fs->all->windows.all,
	    M_SEGMENT_TTFB);
	int64_t n = 0, most = 0;
	int i;

	for (i = 0; i < v->n; i++) {
		int64_t one = ttfb_of(v->part[i])->n;

		n += one;
		most = one > most ? one : most;
	}
	fs->ttfb = n == whole->n ? whole : &fs->sum;
	hist_clear(&fs->sum);
	for (i = 0; i < v->n && n != whole->n; i++)
		hist_merge(&fs->sum, ttfb_of(v->part[i]));
	fs->slow_us = least_slow(fs->ttfb, most);
}

/* An extreme cannot be subtracted: it is the one of the other parts. */
static void
set_extremes(struct hist *h, const struct parts *v, const struct part *without)
{
	int i, n = 0;

	for (i = 0; i < v->n; i++) {
		const struct hist *one = ttfb_of(v->part[i]);

		if (v->part[i] == without || one->n == 0)
			continue;
		if (n == 0 || one->min < h->min)
			h->min = one->min;
		if (n++ == 0 || one->max > h->max)
			h->max = one->max;
	}
}

/* The distribution of all parts of a dimension but one. */
static void
others(struct findings *fs, const struct finding *f)
{
	const struct hist *mine = ttfb_of(f->part);
	struct hist *h = &fs->rest;
	int i;

	hist_clear(h);
	hist_merge(h, fs->ttfb);
	hist_adjust(h, HIST_LOW - 1, -mine->zero);
	for (i = mine->lowest; i <= mine->highest; i++)
		hist_adjust(h, i, -hist_count(mine, i));
	h->clamped -= mine->clamped;
	h->sum -= mine->sum;
	set_extremes(h, &fs->all->by[f->d], f->part);
}

/*
 * Whether it can be slow at all, by more than one in twenty of its values:
 * blocks are printed each second, and parts may be many.
 */
static int
may_be_slow(const struct findings *fs, const struct hist *mine)
{
	int64_t n = 0;
	int i, lowest = hist_index(MILLION, fs->slow_us);

	if (mine->n < SAMPLES_MIN || fs->ttfb->n - mine->n < SAMPLES_MIN)
		return 0;
	for (i = mine->highest; i >= lowest; i--)
		n += hist_count(mine, i);
	return n > mine->n / 20;
}

/* Slow weighs little against failed: a tenth of a percent per part of it. */
static void
compare_ttfb(struct findings *fs, struct finding f)
{
	const struct hist *mine = ttfb_of(f.part);

	if (!may_be_slow(fs, mine))
		return;
	f.is_time = 1;
	f.what = "TTFB p95";
	f.mine = hist_quantile(mine, 95, 100);
	if (f.mine < least_slow(fs->ttfb, mine->n))
		return;
	others(fs, &f);
	f.others = hist_quantile(&fs->rest, 95, 100);
	if (f.mine >= 2 * f.others && f.mine >= f.others + SLOW_MIN_US) {
		f.weight = share(mine->n, mine->n + fs->rest.n) / 1000 + 1;
		add(fs, &f);
	}
}

static int
weightiest_first(const void *p, const void *q)
{
	const struct finding *x = p, *y = q;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->d != y->d)
		return x->d < y->d ? -1 : 1;
	return strcmp(x->part->text, y->part->text);
}

static void
put_side(struct sbuf *b, const struct finding *f, int64_t v)
{
	if (f->is_time)
		text_time(b, v);
	else if (v == 0)
		sbuf_char(b, '0');
	else
		text_percent(b, v);
}

static void
put(struct sbuf *b, const struct finding *f)
{
	const char *what = f->what != NULL ? f->what : f->code;

	sbuf_printf(b, "  %s ", dimension_names[f->d]);
	text_safe(b, slice_str(f->part->text));
	sbuf_str(b, ": ");
	if (f->is_time)
		sbuf_printf(b, "%s ", what);
	put_side(b, f, f->mine);
	if (!f->is_time)
		sbuf_printf(b, " %s", what);
	sbuf_str(b, ", others ");
	put_side(b, f, f->others);
	sbuf_char(b, '\n');
}

/* The same figures under another name: a server that has one group's all. */
static int
told(const struct finding *f, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (f[i].mine == f[n].mine && f[i].others == f[n].others &&
		    f[i].weight == f[n].weight)
			return 1;
	return 0;
}

/* Load changes by design from phase to phase, and codes are their own cause. */
static int
is_compared(const struct figures *all, int d)
{
	return d != BY_PHASE && d != BY_STATUS && all->by[d].n > 1;
}

static void
compare_parts(struct findings *fs, enum dimension d)
{
	const struct parts *v = &fs->all->by[d];
	int i;

	sum_ttfb(fs, v);
	for (i = 0; i < v->n; i++) {
		struct finding f = { .d = d, .part = v->part[i] };

		compare_codes(fs, f);
		compare_counts(fs, f);
		compare_ttfb(fs, f);
	}
}

void
finding_print(const struct figures *all, struct sbuf *b)
{
	struct findings fs = { .all = all };
	int d, shown = 0;
	size_t k;

	hist_init(&fs.sum, MILLION);
	hist_init(&fs.rest, MILLION);
	for (d = 0; d < DIMENSIONS; d++)
		if (is_compared(all, d))
			compare_parts(&fs, (enum dimension)d);
	if (fs.n > 0)
		qsort(fs.f, fs.n, sizeof(*fs.f), weightiest_first);
	for (k = 0; k < fs.n && shown < FINDINGS; k++)
		if (!told(fs.f, k)) {
			put(b, &fs.f[k]);
			shown++;
		}
	free(fs.f);
	hist_free(&fs.sum);
	hist_free(&fs.rest);
}
