/*
 * What the installed FFmpeg knows. An option it does not know ends it at once,
 * so nothing is passed that its own help does not list.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include "slice.h"

enum feature {
	FEATURE_STATS_PERIOD,	/* not in 4.3 */
	FEATURE_RW_TIMEOUT,
	FEATURE_SEEKABLE,
	FEATURE_HTTP_SEEKABLE,	/* not before 4.3 */
	FEATURE_HTTP_MULTIPLE,
	FEATURE_SEG_MAX_RETRY,	/* not in 5.1 */
	FEATURE_READRATE_BURST,	/* not in 5.1 */
	FEATURE_RECONNECT,
	FEATURE_RECONNECT_NETWORK,	/* not in 4.3 */
	FEATURE_PICKY,		/* 7.1, and older ones mended since */
	FEATURE_SEGMENT_EXTENSIONS,
	FEATURE_TLS_VERIFY,	/* only with a TLS library */
	FEATURE_CA_FILE,
	FEATURE_COUNT
};

struct features {
	char version[64];	/* "5.1.9-0+deb12u1", or "unknown" */
	unsigned char has[FEATURE_COUNT];
};

/* From s, the output of "ffmpeg -version". */
void features_version(struct features *f, struct slice s);

/* From the output of "ffmpeg -h full". */
void features_options(struct features *f, struct slice help);

/*
 * Whether the output of "ffmpeg -protocols" or "-demuxers" lists a name; also
 * if it is no such list.
 */
int features_lists(struct slice output, struct slice name);

#endif
