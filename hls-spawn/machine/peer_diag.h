/*
 * Whose a connection is, by sock_diag(7): Linux.
 */
#ifndef PEER_DIAG_H
#define PEER_DIAG_H

#include "peer.h"

/* What peer_diag asks; closed on exec. Or -1 with errno. */
int peer_diag_open(void);

/* Fills found and uid: 0, or -1 with errno where it cannot be told. */
int peer_diag(int fd, struct peer *p);

#endif
