/*
 * Connections: the kinds connect, connect_fail and reconnect.
 */
#ifndef CONNECT_H
#define CONNECT_H

#include "agg.h"
#include "record.h"

void connect_made(struct agg *a, const struct record *r);
void connect_failed(struct agg *a, const struct record *r);
/* FFmpeg's own -reconnect. */
void connect_again(struct agg *a, const struct record *r);

#endif
