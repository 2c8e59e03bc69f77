/*
 * The figures of an origin, as its exporters tell them: keys of the records
 * `origin` of hls-event(5) and hls-stat(5), and names in Prometheus. They
 * stand beside the metric catalogue since there are several origins, each with
 * what its exporters happen to have.
 */
#ifndef ORIGIN_H
#define ORIGIN_H

#include "metric.h"
#include "slice.h"

struct origin_figure {
	const char *key;
	enum metric_unit unit;
	const char *prom;	/* without METRIC_PREFIX */
	const char *name;	/* for people, two words at most */
	const char *help;
};

enum origin_figure_id {
	ORIGIN_CPU, ORIGIN_MEMORY, ORIGIN_NET_IN, ORIGIN_NET_OUT,
	ORIGIN_CONNECTIONS, ORIGIN_REQUESTS, ORIGIN_FIGURES
};
extern const struct origin_figure origin_figures[ORIGIN_FIGURES];

/*
 * Metrics that the user named (hls-parse --origin-metric) have keys of their
 * own behind this, and the unit UNIT_DECIMAL.
 */
#define ORIGIN_METRIC "metric."

/*
 * The figure of a key: its id, ORIGIN_FIGURES for a metric of the user's, or -1
 * for a key that is no figure.
 */
int origin_find(struct slice key);

#endif
