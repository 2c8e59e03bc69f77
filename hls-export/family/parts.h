/*
 * The parts of a body: each makes families of what it knows in a block.
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdint.h>

#include "block.h"
#include "format/expo.h"

/* hls-export itself; dropped is the count of blocks that -p dropped. */
void about_program(struct expo *e, int64_t dropped);

typedef void family_part(struct expo *e, const struct block *b);

/* What is measured, not how much: the run, its verdict, the statuses seen. */
family_part about_run;

/*
 * The counters, gauges and ratios of the metric catalogue.
 *
 * Counters and ratios are those of the whole run. A counter that the block
 * does not have has counted nothing yet: 0. A ratio without its denominator is
 * NaN; a gauge that the block does not have is left out.
 *
 * Where the block has groups of clients, the main counters have a series for
 * each, with a label `group`, instead of one for all; what belongs to no group
 * is in the one whose label is empty. So their sum is the whole.
 */
family_part catalogue_render;

/*
 * The run's distributions as histograms, classic and native. Classic buckets
 * end at bounds of lib/hist: their counts are exact. Histograms of a kind that
 * the run has not seen yet (keys of a stream without any) are left out, others
 * stand with zeros from the first block on.
 */
family_part distribution_render;

/*
 * latency_window_seconds{of,window,q}: the main latencies over 10, 60
 * and 300 s; NaN for an empty window. Their sum and count are with the
 * histograms.
 */
family_part window_render;

/*
 * Names of the predecessor, kept so that its dashboards and alerts carry over,
 * for figures that have another name or none in the catalogue.
 */
family_part alias_render;

/*
 * The origins as their exporters told last: records `- origin` of hls-stat(5).
 * Series with the label origin, and in merged blocks the host that looked. An
 * exporter that is down has no figures; nothing at all without origins.
 */
family_part origins_render;

/*
 * --per-client: figures of each client that hls-agg --per-client tells of, with
 * the labels client_id and, where it has one, group.
 */
family_part client_render;

/*
 * --custom: figures that somebody else adds to the stat stream, with a line of
 * awk between hls-agg and hls-export.
 *
 * Each number in a record of a kind that is not hls-agg's becomes the gauge
 * hls_swarm_KIND_KEY, dots as underscores; a counter if KEY ends in _total.
 * Other fields are labels, and so is a subject other than -, as `window`. A
 * name that a family of ours has is passed over. Of more than CUSTOM_MOST names
 * the first ones count; export_custom_left_out tells how many numbers had none.
 */
#define CUSTOM_MOST 1000
family_part custom_render;

#endif
