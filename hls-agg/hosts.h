/*
 * How the hosts of a merge are shown. All print nothing for what is no merge.
 */
#ifndef HOSTS_H
#define HOSTS_H

#include "agg.h"
#include "nest.h"
#include "sbuf.h"

/* A `host` record for each. */
void hosts_records(const struct agg *a, struct sbuf *b);

/* The report's rows Hosts and Clocks. */
void hosts_rows(const struct agg *a, struct sbuf *b);

/* The list `hosts`. */
void hosts_json(const struct agg *a, struct nest *j);

#endif
