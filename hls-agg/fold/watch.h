/*
 * The playlists that hls-spawn watches: the kinds watch and rule. They are of
 * the run and no viewer's: nothing here counts in a part of the swarm.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdint.h>

#include "record.h"

struct fold;
struct scope;

/*
 * Those that are told apart: hls-spawn watches 16 media playlists at most, and
 * the multivariant ones that they are in. Further ones count all the same, but
 * have no target duration.
 */
#define WATCHES 64

struct watch {
	int64_t n;		/* its number in the stream */
	uint64_t url;		/* as watch_url has it, 0: not told */
	int64_t target_us;	/* 0: not known */
	int64_t window_us;	/* media in a live one, -1: not told */
	int64_t late_us;	/* stamp at which its gap was told, or 0 */
};

/* Start from { 0 }. */
struct watches {
	int n;
	struct watch watch[WATCHES];	/* media playlists only */
	int64_t minute;		/* of the run, from 1, that these are of */
	int watched;		/* it has counted as watched */
	unsigned broken;	/* and these rules in it, by their bits */
};

/* A fetch of a watched playlist. */
void watch_fetch(struct scope *in, const struct record *r);

/*
 * A breach of a rule. A gap between two segments is told when it is seen and
 * once more when it is over: that is one breach.
 */
void watch_rule(struct scope *in, const struct record *r);

/* A URL as events have it: a hash, never 0. */
uint64_t watch_url(struct slice url);

/*
 * The target duration of the playlist of that URL (0: of any), in
 * microseconds. Without a watch of it the longest of all, since those of one
 * presentation are to have the same (RFC 8216, 6.2.4); without any the one that
 * was asked for; 0 if there is none. No duration of segments stands in for it.
 */
int64_t watch_target(const struct fold *fold, uint64_t url);

#endif
