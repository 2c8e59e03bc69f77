/*
 * What caches say of the transfers they served or passed on.
 */
#ifndef CACHE_H
#define CACHE_H

#include <stdint.h>

#include "scope.h"
#include "slice.h"

/* cache is the field of a fetch record, or empty; age_us -1 without one. */
void cache_count(struct scope *in, struct slice cache, int64_t age_us);

#endif
