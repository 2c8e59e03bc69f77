/*
 * The labels of a series, as plain text: each format escapes them its own way.
 */
#ifndef LABELS_H
#define LABELS_H

#include <stddef.h>

#include "sbuf.h"
#include "slice.h"

#define LABELS 32		/* the most a series has */

struct label {
	struct slice name;
	struct slice value;
};

/* Start from { 0 }. Views into what the caller keeps. */
struct labels {
	struct label at[LABELS];
	size_t n;
};

/* One more, unless there are LABELS already, or one of that name. */
void labels_add(struct labels *l, struct slice name, struct slice value);
/* Whether there is one of that name. */
int labels_have(const struct labels *l, struct slice name);

struct label_field {
	const char *name, *key;
};

/*
 * Labels whose values are fields of a record; none for a field that it lacks.
 * *text keeps what they are views of, and is emptied first.
 */
struct labels labels_fields(struct slice rest, const struct label_field *f,
    size_t n, struct sbuf *text);

/* The catalogue's labels, which have no escapes: type="key",result="ok". */
void labels_constant(struct labels *l, const char *text);

/* [A-Za-z_][A-Za-z0-9_]*, and not __ first, which Prometheus keeps. */
int label_name(struct slice name);
/* The same, but for le and quantile, which are of histograms and summaries. */
int label_plain(struct slice name);

/*
 * Takes the first character off *text: a view of it. It is U+FFFD for control
 * characters other than a newline, and where the bytes are no UTF-8, for which
 * Prometheus would refuse the whole scrape. *text is not empty.
 */
struct slice label_character(struct slice *text);

#endif
