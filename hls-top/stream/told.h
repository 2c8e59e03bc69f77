/*
 * The records of an origin, as text: printable ASCII, which may be cut to fit.
 */
#ifndef TOLD_H
#define TOLD_H

#include "figure.h"
#include "origin.h"
#include "record.h"

/* "web", or "edge-1:web" where hosts were merged. */
struct human told_name(struct slice rest);
/* Why not all of its exporters answer. */
struct human told_reason(struct slice rest);
/* A part of a key, still escaped. */
struct human told_text(struct slice escaped);

/* Whether all of its exporters answer. */
int told_up(struct slice rest);

/* "up", "DOWN", or "1/2 up" where some of its exporters answer. */
struct human told_state(struct slice rest);

/* A figure by its key in the record: 1 and *v in the figure's unit, or 0. */
int told_value(struct slice rest, enum metric_unit unit, const char *key,
    int64_t *v);

#endif
