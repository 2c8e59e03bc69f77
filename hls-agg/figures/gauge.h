/*
 * The gauges of the catalogue: states now, and the extremes they had.
 */
#ifndef GAUGE_H
#define GAUGE_H

#include <stdint.h>

#include "metric.h"
#include "slice.h"

struct gauge {
	int known;		/* has a value now */
	int seen;		/* had one at some time: low and high hold */
	int64_t now;
	int64_t low, high;
};

/* Both take the array of METRICS gauges. */
void gauge_set(struct gauge *g, enum metric_id id, int64_t v);

/*
 * Sets all gauges of the section that id is in from the fields of their names;
 * a gauge without a field has no value any more.
 */
void gauge_read(struct gauge *g, enum metric_id id, struct slice rest);

#endif
