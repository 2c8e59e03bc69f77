/*
 * What is asked of hls-spawn, as lines in the FIFO of its --control. Nothing in
 * here waits: a FIFO that nobody reads, or that is full, is a message.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include <stdint.h>

/* Start from { .path = ... , .fd = -1 }. */
struct control {
	const char *path;
	int fd;			/* -1 until there was something to write */
};

/* Before a run, whether it is a FIFO, or may become one: 0, or -1 with a
 * message. */
int control_check(const char *path);

/* Each 0, or -1 with a message. */
int control_clients(struct control *c, int64_t n);
int control_stop(struct control *c);

void control_close(struct control *c);

#endif
