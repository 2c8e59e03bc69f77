/*
 * Whose connections these are, by the table of all sockets in /proc/net/tcp,
 * proc_net_tcp(5). To read it takes milliseconds, the more the more there are.
 */
#ifndef PEER_PROC_H
#define PEER_PROC_H

#include <stddef.h>

#include "peer.h"

/* Fills found and uid of n: 0, or -1 with errno where there is no table. */
int peer_proc(struct peer *p, size_t n);

#endif
