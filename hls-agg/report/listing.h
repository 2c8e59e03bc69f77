/*
 * The catalogue as a table, for --list-metrics: what figures there are, and
 * the source of hls-metrics(5).
 */
#ifndef LISTING_H
#define LISTING_H

#include "sbuf.h"

/*
 * A line for each metric, in aligned columns without blanks but for the last:
 * path, kind, unit, name in Prometheus, what it is made of, help; "-" where
 * there is none. Lines that begin with # say the rest.
 */
void listing_print(struct sbuf *b);

#endif
