/*
 * Who may be asked for on a loopback address. A page from elsewhere, open in a
 * browser here, can have its own name resolve to 127.0.0.1 and read what is
 * served there (DNS rebinding); but then its name stands in the request.
 */
#ifndef LOCAL_H
#define LOCAL_H

#include "slice.h"

/* Whether the socket's own end has a loopback address. */
int local_socket(int fd);

/*
 * Whether an authority, its port aside, is an address, "localhost", or the
 * machine's own name.
 */
int local_name(struct slice authority);

#endif
