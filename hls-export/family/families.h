/*
 * A block as metric families: which there are, and in which order.
 */
#ifndef FAMILIES_H
#define FAMILIES_H

#include <stdint.h>

#include "block.h"
#include "format/expo.h"
#include "sbuf.h"

/* What stays the same from block to block. */
struct export_settings {
	struct labels labels;	/* --label */
	int native_buckets;
	int per_client;
	int custom;
	int64_t started_us;	/* Unix time at which hls-export did */
};

/* A body to be made. */
struct scene {
	const struct export_settings *set;
	const struct block *block;	/* NULL before the first */
	int64_t dropped;	/* blocks that -p dropped */
};

/*
 * Whether a label of that name may be on every series. One that a family has
 * itself counts there: `le` and `quantile` never may.
 */
int families_label(struct slice name);

/* Appends a whole body in a format. */
void families_render(struct sbuf *out, enum format f, const struct scene *s);

#endif
