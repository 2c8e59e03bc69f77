/*
 * How the hosts of a merge are shown. All print nothing for what is no merge.
 */
#ifndef HOST_PRINT_H
#define HOST_PRINT_H

#include "report.h"
#include "sbuf.h"
#include "json/nest.h"

/* A `host` record for each. */
void host_records(const struct report *r, struct sbuf *b);

/* The report's rows Hosts and Clocks. */
void host_rows(const struct report *r, struct sbuf *b);

/* The list `hosts`. */
void host_json(const struct report *r, struct nest *j);

#endif
