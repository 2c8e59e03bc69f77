/*
 * Starting a client's process.
 */
#ifndef LAUNCH_H
#define LAUNCH_H

#include <sys/types.h>

struct client;
struct swarm;

/*
 * The pid, with the read ends for its log and its progress in fds, which the
 * caller closes; or -1 with errno.
 */
pid_t launch(struct swarm *s, struct client *c, int fds[2]);

#endif
