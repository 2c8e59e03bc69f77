/*
 * What clients of the tests share: a connection to a loopback port.
 */
#ifndef DIAL_H
#define DIAL_H

#include <stdint.h>

/* A port's number, of an argument; ends the program if it is none. */
uint16_t dial_port(const char *arg);

/*
 * Connects to 127.0.0.1:PORT. The socket is non-blocking and perhaps not
 * connected yet if wait is 0. Returns -1 with errno; waits, for a second at
 * most, while all ports of its own are taken.
 */
int dial(uint16_t port, int wait);

#endif
