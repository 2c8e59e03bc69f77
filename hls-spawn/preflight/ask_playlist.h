/*
 * The first look at the playlists themselves, before the run: what they are
 * replaces what ffprobe can only guess. It says nothing of those it cannot
 * read, the watch will; what is no playlist at all stands in the plan.
 */
#ifndef ASK_PLAYLIST_H
#define ASK_PLAYLIST_H

#include "ask.h"

/*
 * Fills kind, variants, bandwidth and target duration of the channels that
 * will be watched, in at most 5 s together, and what curl can do.
 */
enum end_reason ask_playlists(struct asking *l);

#endif
