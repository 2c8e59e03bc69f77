/*
 * What hls-spawn's options are called, for getopt_long and for --help.
 */
#ifndef USAGE_H
#define USAGE_H

#include "opt.h"

/* Options without a letter. */
enum {
	O_JITTER = OPT_LONG, O_LOAD, O_STEP, O_HOLD, O_SESSION, O_SLICE,
	O_START_AT, O_HOST, O_LABEL, O_SEED, O_STALL, O_START, O_TARGET,
	O_RESTART, O_BACKOFF, O_MAX_RESTARTS, O_GIVE_UP, O_ONCE, O_GRACE,
	O_URLS, O_VARIANT, O_PROBE, O_PACE, O_TIMEOUT, O_RECONNECT,
	O_NO_RECONNECT, O_RECONNECT_DELAY, O_RETRIES, O_NO_CACHE, O_AGENT,
	O_RANGE, O_PREFETCH, O_NO_WATCH,
	O_RESOLVE, O_INSECURE, O_CACERT, O_PROXY, O_FFMPEG,
	O_LEVEL, O_ORIGIN, O_ORIGIN_HOST, O_ORIGIN_EVERY, O_BUFFER, O_BLOCK,
	O_BLACKBOX, O_CHECK, O_PRINT, O_SKIP,
};

extern const struct program options_program;

#endif
