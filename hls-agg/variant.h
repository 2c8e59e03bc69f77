/*
 * Renditions by the URLs of their segments: the path without its query, with
 * # for each number, "/live/hi_#.ts". Records do not name the rendition, and
 * this does as long as files of one are numbered.
 */
#ifndef VARIANT_H
#define VARIANT_H

#include "agg.h"
#include "slice.h"

/* What is counted next is of the rendition of this segment's URL too. */
void variant_focus(struct agg *a, struct slice url);

#endif
