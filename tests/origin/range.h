/*
 * The Range header, RFC 9110, 14.
 */
#ifndef RANGE_H
#define RANGE_H

#include <stdint.h>

#include "slice.h"

enum range {
	RANGE_NONE,		/* absent or to be ignored: send everything */
	RANGE_PART,		/* 206 */
	RANGE_BEYOND,		/* 416 */
};

/*
 * A Range header's value for a body of size bytes. For RANGE_PART the bytes
 * are *from to *to, both included. Several ranges at once are ignored, which
 * RFC 9110, 14.2 allows.
 */
enum range range_read(struct slice value, int64_t size, int64_t *from,
    int64_t *to);

#endif
