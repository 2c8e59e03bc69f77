/*
 * The lines of --control, hls-spawn(1): what the load shall be from now on.
 * Pure.
 */
#ifndef ORDER_H
#define ORDER_H

#include <stdint.h>

#include "slice.h"

#define ORDER_LINE_MAX 256
/* Between words, and at the ends. */
#define ORDER_BLANKS SLICE(" \t\r")

enum order_kind {
	ORDER_NOTHING,		/* an empty line or a comment */
	ORDER_CLIENTS,		/* n clients */
	ORDER_RATE,		/* n millionths of a start per second */
	ORDER_PAUSE, ORDER_RESUME, ORDER_STOP,
};

struct order {
	enum order_kind kind;
	int64_t n;		/* of the first two */
};

/* A line without its end. NULL, or what is wrong with it. */
const char *order_read(struct order *o, struct slice line);

#endif
