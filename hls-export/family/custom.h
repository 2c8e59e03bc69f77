/*
 * --custom: figures that somebody else adds to the stat stream, with a line of
 * awk between hls-agg and hls-export.
 */
#ifndef CUSTOM_H
#define CUSTOM_H

#include "block.h"
#include "format/expo.h"

/*
 * Each number in a record of a kind that is not hls-agg's becomes the gauge
 * hls_swarm_KIND_KEY, dots as underscores; a counter if KEY ends in _total.
 * Other fields are labels, and so is a subject other than -, as `window`. A
 * name that a family of ours has is passed over.
 */
void custom_render(struct expo *e, const struct block *b);

#endif
