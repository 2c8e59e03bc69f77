/*
 * Times out of records, in microseconds; -1 where there is none, or one that no
 * run can have measured.
 */
#ifndef DURATION_H
#define DURATION_H

#include <stdint.h>

#include "record.h"

int64_t duration_read(struct slice value);
int64_t duration_of(const struct record *r, const char *key);

#endif
