/*
 * Thresholds from the command line and from files. All mistakes end the program
 * before anything is read or written.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

#include "die.h"
#include "ealloc.h"
#include "rules.h"

#define FILE_DEFAULT "default"

/* Some hold where nothing can be known: paced VOD has no startup times, and
 * what is stale shows by the target duration. */
static const struct {
	const char *text;
	int where_known;
} builtin[] = {
	{ "segment.loss.ratio < 0.1 %", 0 },
	{ "rebuffer.ratio < 1 %", 0 },
	{ "startup.p95 < 4 s", 1 },
	{ "startup.fail == 0", 0 },
	{ "playback.fail == 0", 0 },
	{ "hls.stale.time == 0", 1 },
};

void
rules_add(struct rules *r, const char *where, struct slice text)
{
	struct sbuf why = { 0 };

	if (r->n == r->size) {
		r->size = r->size ? 2 * r->size : 8;
		r->threshold = eresize(r->threshold, r->size,
		    sizeof(*r->threshold));
	}
	if (threshold_read(&r->threshold[r->n], text, &why) != 0) {
		sbuf_char(&why, '\0');
		misuse("%s: %s", where, why.p);
	}
	r->n++;
}

/* Cuts off a comment; what is left may be nothing but blanks. */
static struct slice
without_comment(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '#' && (i == 0 || s.p[i - 1] == ' ' ||
		    s.p[i - 1] == '\t'))
			s.n = i;
	return s;
}

static void
read_line(struct rules *r, const char *file, int number, struct slice line)
{
	char where[512];
	struct slice rest;

	if (line.n > 0 && line.p[line.n - 1] == '\n')
		line.n--;
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	line = rest = without_comment(line);
	if (slice_word(&rest, SLICE(" \t")).n == 0)
		return;
	snprintf(where, sizeof(where), "%s:%d", file, number);
	rules_add(r, where, line);
}

static void
read_file(struct rules *r, const char *where, const char *file)
{
	FILE *f = fopen(file, "r");
	size_t size = 0, before = r->n;
	char *line = NULL;
	ssize_t n;
	int number = 0, failed;

	if (f == NULL)
		misuse("%s: %s: %s", where, file, strerror(errno));
	while ((n = getline(&line, &size, f)) >= 0)
		read_line(r, file, ++number, (struct slice){ line, (size_t)n });
	/* Out of memory is no error of the stream's. */
	failed = !feof(f);
	if (failed && errno == ENOMEM)
		die("out of memory");
	if (failed)
		misuse("%s: %s: %s", where, file, strerror(errno));
	free(line);
	(void)fclose(f);
	/* A gate that is not there must not be taken for one that holds. */
	if (r->n == before)
		misuse("%s: %s: holds no threshold", where, file);
}

void
rules_default(struct rules *r)
{
	size_t i;

	for (i = 0; i < COUNT(builtin); i++) {
		rules_add(r, FILE_DEFAULT, slice_str(builtin[i].text));
		r->threshold[r->n - 1].where_known = builtin[i].where_known;
	}
}

void
rules_file(struct rules *r, const char *where, const char *file)
{
	if (strcmp(file, FILE_DEFAULT) == 0)
		rules_default(r);
	else
		read_file(r, where, file);
}

size_t
rules_gates(const struct rules *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->n; i++)
		n += !r->threshold[i].warn;
	return n;
}

void
rules_plan(const struct rules *r, struct plan *plan)
{
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct threshold *t = &r->threshold[i];

		if (t->what.window == LOOKUP_SLIDING &&
		    plan_add(plan, t->what.width_us) != 0)
			misuse("\"%s\": more than %d windows are too many",
			    t->text, PLAN_WIDTHS);
	}
}

const char *
rules_baseline(const struct rules *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->threshold[i].factor != 0)
			return r->threshold[i].text;
	return NULL;
}

void
rules_print(const struct rules *r, struct sbuf *b)
{
	size_t i;

	for (i = 0; i < r->n; i++) {
		sbuf_str(b, r->threshold[i].text);
		sbuf_char(b, '\n');
	}
	for (i = 0; i < COUNT(builtin) && r->n == 0; i++) {
		sbuf_str(b, builtin[i].text);
		sbuf_char(b, '\n');
	}
}

void
rules_free(struct rules *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		threshold_free(&r->threshold[i]);
	free(r->threshold);
}
