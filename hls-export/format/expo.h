/*
 * A body for Prometheus, written family by family, in one of three formats:
 *
 * text		the text format 0.0.4
 * OpenMetrics	version 1.0.0: units, and _created
 * protobuf	delimited io.prometheus.client.MetricFamily messages, where a
 *		histogram is native and classic at once
 *
 * Sources: prometheus.io/docs/instrumenting/exposition_formats, the OpenMetrics
 * specification, and metrics.proto of prometheus/client_model.
 */
#ifndef EXPO_H
#define EXPO_H

#include <stdint.h>

#include "hist.h"
#include "labels.h"
#include "metric.h"
#include "sbuf.h"
#include "unique.h"

enum format {
	FORMAT_TEXT, FORMAT_OPENMETRICS, FORMAT_PROTOBUF, FORMATS
};

/* The Content-Type of a format. */
const char *format_type(enum format f);

/* Gauges are of what is so now, and may go down. */
enum family_type {
	FAMILY_COUNTER,
	FAMILY_GAUGE,
	FAMILY_HISTOGRAM,
	/* A distribution of what is so now; the text format has no word. */
	FAMILY_GAUGE_HISTOGRAM,
};

struct family {
	const char *name;	/* no METRIC_PREFIX; counters with _total */
	enum family_type type;
	enum metric_unit unit;
	const char *help;
};

struct distribution {
	const struct hist *h;
	/* Bounds of classic buckets, as indices of lib/hist: exact. */
	int low, high, step;
};

struct expo {
	enum format format;
	struct sbuf *out;
	const struct labels *common;	/* on every series */
	int64_t created_us;	/* Unix time counters began at; 0: unknown */
	int native_buckets;	/* the most a native histogram has */
	struct family family;
	int headed;		/* the family has a series */
	struct unique series;	/* those it has */
	struct sbuf used;	/* names of families so far, each with \n */
	struct sbuf message;	/* protobuf: the family so far */
	struct sbuf part[3];	/* and messages in it */
};

/* Ends the family before it. One without series leaves no trace. */
void expo_family(struct expo *e, struct family f);

/* Whether there was a family of that name. */
int expo_used(const struct expo *e, struct slice name);

/*
 * A series of the family; own may be NULL. One with the labels of an earlier
 * one is passed over, and so is a counter below 0.
 */
void expo_number(struct expo *e, const struct labels *own, double v);
/* One with a single label. */
void expo_labelled(struct expo *e, const char *name, struct slice value,
    double v);
void expo_histogram(struct expo *e, const struct labels *own,
    const struct distribution *d);

/* Ends the body. Frees what the expo owns, but not out. */
void expo_end(struct expo *e);

/*
 * A format. head comes before a family's first series; tail and end may be
 * NULL.
 */
struct expo_ops {
	void (*head)(struct expo *e);
	void (*number)(struct expo *e, const struct labels *l, double v);
	void (*histogram)(struct expo *e, const struct labels *l,
	    const struct distribution *d);
	void (*tail)(struct expo *e);	/* of a family that has series */
	void (*end)(struct expo *e);
};
extern const struct expo_ops expo_lines;	/* text and OpenMetrics */
extern const struct expo_ops expo_protobuf;

#endif
