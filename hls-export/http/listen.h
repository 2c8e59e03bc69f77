/*
 * The listening sockets.
 */
#ifndef LISTEN_H
#define LISTEN_H

#include "sbuf.h"

/*
 * Ends the program with 2 and a message where the text is neither ADDR:PORT,
 * [IPv6]:PORT, :PORT (every address) nor unix:PATH.
 */
void listen_check(const char *where);

/*
 * A non-blocking socket that listens there, after listen_check. What cannot be
 * had ends the program with 1 and a message; with optional an address that is
 * taken or not ours is told, and it is -1.
 */
int listen_open(const char *where, int optional);

/*
 * Appends what the socket serves: http://ADDR:PORT/metrics, with the address
 * that it has, or unix:PATH.
 */
void listen_url(int fd, struct sbuf *b);

#endif
