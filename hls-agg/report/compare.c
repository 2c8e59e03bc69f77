/*
 * A walk over the catalogue, as json.c has it; the figures of the run just
 * folded go by way of its JSON too, so that there is one comparison only.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compare.h"
#include "json.h"
#include "judge/baseline.h"
#include "metric.h"
#include "out.h"
#include "text/text.h"
#include "verdict_print.h"

#define NAME_WIDTH 26
#define CELL_WIDTH 12

/* What a higher value means, where that is known. */
enum sense { NEUTRAL, WORSE, BETTER };

/* The main figures; of a distribution p5, p50, p95 and p99. */
static const struct {
	const char *path;
	enum sense sense;
} mains[] = {
	{ "playlist.rate", NEUTRAL }, { "playlist.ttfb", WORSE },
	{ "segment.rate", NEUTRAL }, { "segment.throughput", NEUTRAL },
	{ "segment.ttfb", WORSE }, { "segment.time", WORSE },
	{ "segment.delivery", WORSE }, { "segment.loss.ratio", WORSE },
	{ "http.rate", NEUTRAL }, { "http.throughput", NEUTRAL },
	{ "http.error.ratio", WORSE }, { "connect.time", WORSE },
	{ "startup", WORSE }, { "rebuffer.ratio", WORSE },
	{ "viewers.edge", WORSE },
	{ "qoe.score", BETTER },
};

struct row {
	const char *path;
	enum metric_unit unit;
	enum sense sense;
	int has_old, has_new;
	int64_t old, new;
};

static int
is_main_key(const char *stat)
{
	static const char *const keys[] = { "", ".p5", ".p50", ".p95", ".p99" };
	size_t i;

	for (i = 0; i < COUNT(keys); i++)
		if (strcmp(stat, keys[i]) == 0)
			return 1;
	return 0;
}

/* Whether a figure is a main one, and what it means when that goes up. */
static int
is_main(const char *path, enum sense *sense)
{
	size_t i;

	for (i = 0; i < COUNT(mains); i++) {
		size_t n = strlen(mains[i].path);

		if (strncmp(path, mains[i].path, n) != 0 ||
		    !is_main_key(path + n))
			continue;
		*sense = mains[i].sense;
		return 1;
	}
	*sense = NEUTRAL;
	return 0;
}

static void
put_cell(struct sbuf *b, const struct row *r, int has, int64_t v)
{
	struct sbuf cell = { 0 };

	if (has)
		verdict_figure(&cell, r->unit, v);
	else
		sbuf_char(&cell, '-');
	sbuf_printf(b, "%*.*s", CELL_WIDTH, (int)cell.n, cell.p);
	sbuf_free(&cell);
}

static void
put_change(struct sbuf *b, const struct row *r)
{
	static const char *const words[][2] = {
		[NEUTRAL] = { "less", "more" }, [WORSE] = { "better", "worse" },
		[BETTER] = { "worse", "better" },
	};
	char change[32] = "from 0";

	if (!r->has_old || !r->has_new) {
		sbuf_str(b, r->has_old ? "   not measured now" :
		    "   not measured before");
		return;
	}
	if (r->old == r->new) {
		sbuf_printf(b, "%*s", CELL_WIDTH, "same");
		return;
	}
	if (r->old != 0)
		snprintf(change, sizeof(change), "%+.1f %%",
		    ((double)r->new / (double)r->old - 1) * 100);
	sbuf_printf(b, "%*s  %s", CELL_WIDTH, change,
	    words[r->sense][r->new > r->old]);
}

static void
put_header(struct sbuf *b)
{
	sbuf_printf(b, "%-*s%*s%*s%*s\n", NAME_WIDTH, "Figure", CELL_WIDTH,
	    "old", CELL_WIDTH, "new", CELL_WIDTH, "change");
}

static void
put_row(struct sbuf *b, const struct row *r, int *rows)
{
	if ((*rows)++ == 0)
		put_header(b);
	sbuf_printf(b, "%-*s", NAME_WIDTH, r->path);
	put_cell(b, r, r->has_old, r->old);
	put_cell(b, r, r->has_new, r->new);
	put_change(b, r);
	sbuf_char(b, '\n');
}

struct compare {
	const struct baseline *old, *new;
	int all;
	int rows;
	struct sbuf *out;
};

static void
put_figure(struct compare *c, const char *path, enum metric_unit unit)
{
	struct row r = { .path = path, .unit = unit };

	if (!is_main(path, &r.sense) && !c->all)
		return;
	r.has_old = baseline_find(c->old, path, &r.old);
	r.has_new = baseline_find(c->new, path, &r.new);
	if (r.has_old || r.has_new)
		put_row(c->out, &r, &c->rows);
}

static void
put_sketch(struct compare *c, const struct metric *m)
{
	char path[96];
	int i;

	for (i = 0; i < STATS; i++) {
		if (!metric_has_stat(m, i))
			continue;
		snprintf(path, sizeof(path), "%s.%s", m->path,
		    sketch_stats[i].key);
		put_figure(c, path, m->unit);
	}
}

/* Status codes are in no catalogue: those that either report has. */
static void
put_codes(struct compare *c)
{
	char path[32];
	int status;

	for (status = 400; status < 1000; status++) {
		snprintf(path, sizeof(path), "http.code.%d", status);
		put_figure(c, path, UNIT_ONE);
	}
}

static int
ends_requests(int id)
{
	return slice_starts(slice_str(metrics[id].path), SLICE("http.")) &&
	    (id + 1 == METRICS || !slice_starts(slice_str(metrics[id + 1].path),
	    SLICE("http.")));
}

/* Differences of which every difference of figures may be the result. */
static int
put_warnings(struct compare *c)
{
	static const char *const keys[] = {
		"version", "ffmpeg", "variant", "host", "url", "labels",
	};
	char path[32];
	size_t i;
	int n = 0;

	for (i = 0; i < COUNT(keys); i++) {
		const char *old, *new;

		snprintf(path, sizeof(path), "run.%s", keys[i]);
		old = baseline_text(c->old, path);
		new = baseline_text(c->new, path);
		if (strcmp(old, new) == 0)
			continue;
		sbuf_printf(c->out, "Warning: %s differs: ", keys[i]);
		text_safe(c->out, slice_str(*old ? old : "none"));
		sbuf_str(c->out, " before, ");
		text_safe(c->out, slice_str(*new ? new : "none"));
		sbuf_str(c->out, " now\n");
		n++;
	}
	return n;
}

static void
put_table(const struct baseline *old, const struct baseline *new, int all,
    struct sbuf *b)
{
	struct compare c = { .old = old, .new = new, .all = all, .out = b };
	int id;

	if (put_warnings(&c) > 0)
		sbuf_char(b, '\n');
	for (id = 0; id < METRICS; id++) {
		if (metric_is_sketch(&metrics[id]))
			put_sketch(&c, &metrics[id]);
		else
			put_figure(&c, metrics[id].path, metrics[id].unit);
		if (ends_requests(id))
			put_codes(&c);
	}
	if (c.rows == 0)
		sbuf_str(b, "nothing to compare: neither run has a figure\n");
}

void
compare_rows(const struct report *r, struct sbuf *b)
{
	struct baseline new;
	struct sbuf json = { 0 };

	if (r->judge->on.baseline == NULL)
		return;
	json_print(r, &json);
	if (baseline_parse(&new, "this run", sbuf_view(&json)) == 0) {
		sbuf_str(b, "\nCompared with the baseline:\n");
		put_table(r->judge->on.baseline, &new, r->compare_all, b);
		baseline_free(&new);
	}
	sbuf_free(&json);
}

int
compare_is_report(const char *path)
{
	struct slice name = slice_str(path);
	struct stat st;
	char c = '\0';
	int fd;

	if (name.n > 5 && slice_eq(slice_from(name, name.n - 5),
	    SLICE(".json")))
		return 1;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return 0;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (read(fd, &c, 1) != 1)
		c = '\0';
	close(fd);
	return c == '{';
}

/* As threshold_is_vacant is for a run. */
static int
is_vacant(const struct threshold *t, const struct baseline *new, int64_t v)
{
	int64_t played;

	return lookup_is_fare(&t->what) &&
	    (v == 0 || lookup_unit(&t->what) != UNIT_ONE) &&
	    baseline_number(new, metrics[M_STARTUP_COUNT].path, UNIT_ONE,
	    &played) && played == 0;
}

/* A threshold against the new report: 1 if it holds. Its row is appended. */
static int
judge(const struct threshold *t, const struct baseline *old,
    const struct baseline *new, struct sbuf *b)
{
	struct amount limit;
	int known, vacant, ok = 0;
	int64_t v;

	known = lookup_baseline(new, &t->what, &v);
	if (known && threshold_limit(t, old, &limit))
		ok = threshold_holds(t, &limit, v);
	vacant = ok && is_vacant(t, new, v);
	ok = ok && !vacant;
	sbuf_printf(b, "%s%s  ", ok ? "ok    " : t->warn ? "warn  " :
	    "FAIL  ", t->text);
	if (vacant)
		sbuf_str(b, "nobody played");
	else if (known)
		verdict_figure(b, lookup_unit(&t->what), v);
	else
		sbuf_str(b, "no data");
	sbuf_char(b, '\n');
	return ok;
}

/* The exit code that the thresholds ask for. */
static int
judge_all(const struct rules *r, const struct baseline *old,
    const struct baseline *new, struct sbuf *b)
{
	int code = 0;
	size_t i;

	if (r->n > 0)
		sbuf_char(b, '\n');
	for (i = 0; i < r->n; i++)
		if (!judge(&r->threshold[i], old, new, b) &&
		    !r->threshold[i].warn)
			code = CODE_CROSSED;
	return code;
}

int
compare_files(const char *old_file, const char *new_file,
    const struct rules *rules, int all)
{
	struct out out = { .fd = STDOUT_FILENO };
	struct baseline old, new = { 0 };
	int code = 1;

	if (baseline_read(&old, old_file) == 0 &&
	    baseline_read(&new, new_file) == 0) {
		put_table(&old, &new, all, &out.buf);
		code = judge_all(rules, &old, &new, &out.buf);
		if (out_finish(&out) < 0)
			code = 1;
	}
	baseline_free(&old);
	baseline_free(&new);
	return code;
}
