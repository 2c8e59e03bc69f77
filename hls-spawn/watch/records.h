/*
 * What a fetch becomes in the raw stream: one group of records, whole or not
 * at all, with the stamp w->came_us. That fetches begin to fail is told in
 * words, once, and so is that they go well again.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include "watch.h"

/* There is no playlist, for that reason. */
void records_failure(struct watch *w, const struct fetched *f,
    const char *reason);

/*
 * There is this one. What changed goes by the last version that is in the
 * stream, which it then is itself.
 */
void records_version(struct watch *w, const struct fetched *f,
    struct slice body);

#endif
