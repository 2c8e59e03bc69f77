/*
 * How the viewers stand at a tick: their pace, how far they are behind the
 * newest playlist, and their scores. One walk over all clients, since at ten
 * thousand of them each walk is a walk through memory.
 */
#ifndef CENSUS_H
#define CENSUS_H

#include "fold.h"

/*
 * Before the second is closed, at the stamp of its tick: some of it are samples
 * of that second.
 */
void census_take(struct fold *fold, int64_t tick_us);

#endif
