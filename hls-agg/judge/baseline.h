/*
 * A stored report, the object of --json-file, read back to compare with.
 */
#ifndef BASELINE_H
#define BASELINE_H

#include <stdint.h>

#include "metric.h"
#include "slice.h"
#include "text/unjson.h"

/* The largest file that is read; reports have some 100 kB. */
#define BASELINE_MAX_BYTES ((size_t)16 * 1024 * 1024)

struct baseline {
	struct pairs pairs;	/* owned */
};

/* 0, or -1 with a message on stderr; *b then holds nothing. */
int baseline_read(struct baseline *b, const char *path);
/* The same for a report in memory; name is for the message. */
int baseline_parse(struct baseline *b, const char *name, struct slice text);

/*
 * A figure of the whole run in its metric's integer form, as metric_read
 * gives it (segment.ttfb.p95 in microseconds): 1 and *micro, or 0 where the
 * report does not have it.
 */
int baseline_find(const struct baseline *b, const char *path, int64_t *micro);

/* The same for any path of the object, given the figure's unit. */
int baseline_number(const struct baseline *b, const char *path,
    enum metric_unit unit, int64_t *micro);

/* A text (run.host), "" where there is none. */
const char *baseline_text(const struct baseline *b, const char *path);

void baseline_free(struct baseline *b);

#endif
