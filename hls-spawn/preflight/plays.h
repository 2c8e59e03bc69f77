/*
 * Which variant each kind of viewer plays, as far as it is known.
 */
#ifndef PLAYS_H
#define PLAYS_H

#include "preflight.h"

/* One for each of --variant's. */
void plays_open(struct plan *plan, const struct options *o);

/* Chooses among what is known of the variants so far. */
void plays_choose(struct plan *plan);

/*
 * The choice stands: what is not quite as it was asked for is told, with the
 * channel's name where there are several. 0, or -1 where a height or bandwidth
 * cannot be had, with a message.
 */
int plays_settle(struct plan *plan, int several);

/* The mean bandwidth of a channel's clients; 0: unknown. */
int64_t plays_bitrate(const struct plan *plan);

void plays_free(struct plan *plan);

#endif
