/*
 * The listening socket.
 */
#ifndef LISTEN_H
#define LISTEN_H

/*
 * Listens, non-blocking, on a numeric "ADDR:PORT" ("[::1]:0" for IPv6; port 0
 * takes a free one). Ends the program with a message when it cannot.
 */
int listen_on(const char *address);

/* The port; prints "origin: listening on http://…" on standard error. */
int listen_announce(int fd);

/* Writes the port to a file that appears complete, by rename. */
void listen_port_file(const char *path, int port);

#endif
