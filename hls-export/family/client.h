/*
 * --per-client: figures of each client that hls-agg --per-client tells of.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include "block.h"
#include "format/expo.h"

/* Labels client_id and, where it has one, group. */
void client_render(struct expo *e, const struct block *b);

#endif
