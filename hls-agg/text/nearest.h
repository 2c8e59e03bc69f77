/*
 * What somebody who mistyped a path may have meant.
 */
#ifndef NEAREST_H
#define NEAREST_H

#include "sbuf.h"
#include "slice.h"

/* Appends " (segment.ttfb.p95?)", or nothing where no path is near. */
void nearest_path(struct slice typed, struct sbuf *b);

#endif
