/*
 * All that is known of the origins at a tick, as lines "SUBJECT FIELDS", each
 * ended by a newline: what is behind the time and the kind of a record
 * `origin` of hls-stat(5). Blocks, report and JSON are made of them, so that
 * those of a merged host can pass as they came, with host= in front: two hosts
 * may well have looked at one origin, and no sum of that means anything.
 */
#ifndef ORIGIN_LINES_H
#define ORIGIN_LINES_H

#include "block.h"
#include "report.h"
#include "sbuf.h"

/* Appends them: for each window those with figures in it, then how all are. */
void origin_lines(const struct report *r, struct sbuf *b);

/* The lines of a host's block: replaces what is there. */
void host_lines_origins(struct sbuf *lines, const struct block *b);

#endif
