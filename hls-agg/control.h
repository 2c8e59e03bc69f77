/*
 * What is asked of hls-spawn, as lines in the FIFO of its --control. Nothing in
 * here waits: a FIFO that nobody reads, or that is full, is a message.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include <stdint.h>

/* Before a run, whether it is a FIFO, or may become one: 0, or -1 with a
 * message. */
int control_check(const char *path);

/* Each 0, or -1 with a message. */
int control_clients(const char *path, int64_t n);
int control_stop(const char *path);

#endif
