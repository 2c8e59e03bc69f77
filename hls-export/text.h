/*
 * The Prometheus text format, version 0.0.4: a block as metric families.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdint.h>

#include "block.h"
#include "metric.h"
#include "sbuf.h"
#include "slice.h"

/*
 * Appends all families; b is NULL before the first block: then only those of
 * hls-export itself. dropped counts the blocks that -p dropped.
 */
void text_render(struct sbuf *out, const struct block *b, int64_t dropped);

/* For the files that make the families. */

/* HELP and TYPE; name without hls_swarm_. */
void text_family(struct sbuf *out, const char *name, const char *type,
    const char *help);

/* The name with a suffix ("", "_sum"), then labels without their braces. */
void text_name(struct sbuf *out, const char *name, const char *suffix,
    struct slice labels);

/* A string as a slice, for labels. */
struct slice text_str(const char *s);

/* name{labels} value; v in the integers of metric_read. */
struct sample {
	const char *name;
	struct slice labels;
	enum metric_unit unit;
	int64_t v;
};
void text_sample(struct sbuf *out, struct sample s);

/*
 * A value between the quotes of a label: escaped, and with U+FFFD for control
 * characters other than a newline, and where its bytes are no UTF-8, for which
 * Prometheus would refuse the whole scrape.
 */
void text_label(struct sbuf *out, struct slice value);

#endif
