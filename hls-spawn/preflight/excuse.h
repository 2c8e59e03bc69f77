/*
 * What probes and playlists came to, in words.
 */
#ifndef EXCUSE_H
#define EXCUSE_H

#include "ask.h"

/*
 * What had no answer and what clients play instead. END_FAILED where nothing
 * is to be played: of what is certainly no playlist, but not under
 * --probe-failure ignore, and of what was not probed under fail.
 */
enum end_reason excuse(const struct asking *l);

#endif
