/*
 * A hash of a URL, or of another text that is met often.
 */
#ifndef HASH_H
#define HASH_H

#include <stdint.h>

#include "slice.h"

/* Never 0. */
uint64_t url_hash(struct slice s);

#endif
