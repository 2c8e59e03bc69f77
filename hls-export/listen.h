/*
 * The listening socket.
 */
#ifndef LISTEN_H
#define LISTEN_H

#include "sbuf.h"

/*
 * Binds ADDR:PORT, [IPv6]:PORT or :PORT (every address) and returns a
 * non-blocking socket. A text of another form ends the program with 2, an
 * address that cannot be had with 1, each with a message.
 */
int listen_open(const char *where);

/* Appends http://ADDR:PORT/ with the address that the socket has. */
void listen_url(int fd, struct sbuf *b);

#endif
