/*
 * One line of the Prometheus text format, version 0.0.4:
 *
 *	name{label="value",...} number [timestamp]
 *
 * https://prometheus.io/docs/instrumenting/exposition_formats/. Pure, and the
 * same in every locale.
 */
#ifndef PROM_H
#define PROM_H

#include "slice.h"

struct prom_sample {
	struct slice name;
	struct slice labels;	/* between the braces, whole and valid */
	double value;		/* maybe not finite */
};

/* Splits a line: 0, or -1 if it is none. Views into the line. */
int prom_read(struct prom_sample *p, struct slice line);

/*
 * Takes the next label off *labels: 1, or 0 at the end, or -1 where there is
 * none. The value is as it was written, with its escapes.
 */
int prom_label_next(struct slice *labels, struct slice *key,
    struct slice *value);

/* Whether what stands between the braces is labels: 0, or -1. */
int prom_labels_check(struct slice labels);

/* Whether labels, valid ones, have this one with this value, as written. */
int prom_label_is(struct slice labels, struct slice key, struct slice value);

/* Whether it is a name of a metric, a label. */
int prom_is_name(struct slice s);
int prom_is_label(struct slice s);

#endif
