/*
 * What hls-export promises of its bodies for Prometheus: see its page and the
 * specifications that expo.h names. Where one does not keep that, the program
 * aborts and says what it was.
 */
#ifndef EXPOSE_H
#define EXPOSE_H

#include "slice.h"

/* The text format 0.0.4, or OpenMetrics. */
void expose_lines(struct slice body, int is_open);

/* Delimited messages of MetricFamily. */
void expose_messages(struct slice body);

#endif
