/*
 * One pass over the catalogue. Counters of status codes are not in its table,
 * as nobody knows them beforehand: they have a line by hand.
 */
#include <stdio.h>
#include <string.h>

#include "listing.h"
#include "metric.h"

#define COLUMNS 5		/* before the help */

static const char *const kinds[] = {
	[METRIC_COUNTER] = "counter", [METRIC_PROVISIONAL] = "counter",
	[METRIC_RATE] = "rate",
	[METRIC_RATIO] = "ratio", [METRIC_SKETCH] = "sketch",
	[METRIC_STATE] = "state", [METRIC_GAUGE] = "gauge",
	[METRIC_GAUGE_MAX] = "gauge", [METRIC_GAUGE_MIN] = "gauge",
};

static const char *const units[] = {
	[UNIT_ONE] = "count", [UNIT_BYTES] = "bytes",
	[UNIT_SECONDS] = "seconds", [UNIT_RATIO] = "ratio",
	[UNIT_PER_SECOND] = "1/s", [UNIT_BYTES_PER_SECOND] = "bytes/s",
	[UNIT_BITS_PER_SECOND] = "bits/s", [UNIT_DECIMAL] = "decimal",
};

static const char *const titles[COLUMNS] = {
	"# path", "kind", "unit", "prometheus", "of",
};

/* Behind the requests: the code stands for any that has come. */
static const char *const code[COLUMNS] = {
	"http.code.N", "counter", "count",
	/* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one name */
	METRIC_PREFIX "http_errors_total{status_code=\"N\"}", "-",
};
#define CODE_HELP "responses with status N, for each N from 400 on that came"

struct row {
	const char *cell[COLUMNS];
	char prom[96], of[64];
};

static void
make_prom(struct row *r, const struct metric *m)
{
	int labels = m->labels[0] != '\0';

	snprintf(r->prom, sizeof(r->prom), METRIC_PREFIX "%s%s%s%s", m->prom,
	    labels ? "{" : "", m->labels, labels ? "}" : "");
}

static void
make_of(struct row *r, const struct metric *m)
{
	const char *a = metrics[m->a].path, *b = metrics[m->b].path;

	if (m->kind == METRIC_RATIO)
		snprintf(r->of, sizeof(r->of), "%s/%s", a, b);
	else
		snprintf(r->of, sizeof(r->of), "%s", m->kind == METRIC_RATE ||
		    (m->kind == METRIC_COUNTER && m->a != 0) ? a : "-");
}

static void
make(struct row *r, const struct metric *m)
{
	strcpy(r->prom, "-");
	if (m->prom[0] != '\0')
		make_prom(r, m);
	make_of(r, m);
	r->cell[0] = m->path;
	r->cell[1] = kinds[m->kind];
	r->cell[2] = units[m->unit];
	r->cell[3] = r->prom;
	r->cell[4] = r->of;
}

static void
widen(int width[COLUMNS], const char *const cell[COLUMNS])
{
	int i;

	for (i = 0; i < COLUMNS; i++)
		if ((int)strlen(cell[i]) > width[i])
			width[i] = (int)strlen(cell[i]);
}

static void
put(struct sbuf *b, const int width[COLUMNS], const char *const cell[COLUMNS],
    const char *help)
{
	int i;

	for (i = 0; i < COLUMNS; i++)
		sbuf_printf(b, "%-*s ", width[i], cell[i]);
	sbuf_str(b, help);
	sbuf_char(b, '\n');
}

/* What stands behind the path of a distribution. */
static void
put_keys(struct sbuf *b)
{
	int i;

	sbuf_str(b, "# a sketch or state stands for the keys");
	for (i = 0; i < STATS; i++)
		if (!sketch_stats[i].low)
			sbuf_printf(b, " .%s", sketch_stats[i].key);
	sbuf_str(b, ", a state also for");
	for (i = 0; i < STATS; i++)
		if (sketch_stats[i].low)
			sbuf_printf(b, " .%s", sketch_stats[i].key);
	sbuf_char(b, '\n');
}

void
listing_print(struct sbuf *b)
{
	int width[COLUMNS] = { 0 }, i;
	struct row r;

	widen(width, code);
	for (i = 0; i < METRICS; i++) {
		make(&r, &metrics[i]);
		widen(width, r.cell);
	}
	put_keys(b);
	put(b, width, titles, "help");
	for (i = 0; i < METRICS; i++) {
		make(&r, &metrics[i]);
		put(b, width, r.cell, metrics[i].help);
		if (i == M_HTTP_5XX)
			put(b, width, code, CODE_HELP);
	}
}
