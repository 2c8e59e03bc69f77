/*
 * Listening sockets in the file system.
 */
#ifndef LISTEN_UNIX_H
#define LISTEN_UNIX_H

/*
 * Makes the socket, with the permissions that the umask leaves, and listens on
 * it: a non-blocking descriptor, or -1 with errno: EADDRINUSE if a server
 * answers there, ENOTSOCK if something else is there. A socket on which nobody
 * listens any more is replaced. Up to SERVER_LISTENERS (server.h) sockets.
 */
int listen_unix(const char *path);

/*
 * Removes the files of all sockets made, but none that another server has put
 * in their place. Done by exit(3) too.
 */
void listen_unix_remove(void);

#endif
