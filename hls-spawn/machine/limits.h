/*
 * Whether a machine can carry a swarm, told before the first client. Pure: the
 * facts come from facts.h. Each finding says what is short and what to do. Of
 * descriptors the preflight takes care itself: it raises the limit.
 *
 * What a client takes is measured with Debian's FFmpeg 5.1 to 9.0 in steady
 * live play; a build of one's own with HLS alone takes much less.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <stdint.h>

#include "facts.h"

/*
 * Memory of one FFmpeg, PSS: what shared libraries take is divided. One that is
 * smaller with all of them takes less.
 */
#define LIMITS_CLIENT_BYTES (INT64_C(18) << 20)
/*
 * Processor time of a start, where none was measured: from exec to the first
 * request, most of it the linker's.
 */
#define LIMITS_START_US 55000
/* An FFmpeg with so much, libraries and all, is none of the small ones. */
#define LIMITS_SMALL_BYTES (INT64_C(24) << 20)
/* Share of one core that a client takes while it plays. */
#define LIMITS_PLAY_MICRO 1600

#define LIMITS_SMALL "; a small FFmpeg starts faster (make small-ffmpeg)"

struct demand {
	int64_t clients;
	int64_t rate_micro;	/* starts per second, millionths */
	int64_t target_duration_us;	/* of the playlist; 0: unknown */
	int64_t start_us;	/* processor time of a start, as measured; 0:
				 * LIMITS_START_US */
	int64_t client_bytes;	/* memory of one with all its libraries, as
				 * measured; 0: unknown */
	int pipes;		/* clients write into pipes */
	int is_ffmpeg;		/* 0: of any other command nothing is known */
	int threads;		/* of a client: 3 since FFmpeg 7, else 1 */
};

enum finding_level {
	FINDING_FAIL,		/* some of the clients cannot be started */
	FINDING_WARN,		/* figures may tell of this machine instead */
};

struct finding {
	enum finding_level level;
	char text[256];		/* one line, without its end */
};

#define LIMITS_FINDINGS 12

struct limits_report {
	struct finding found[LIMITS_FINDINGS];
	size_t n;
	int failed;		/* one of them is FINDING_FAIL */
};

/* Memory of a client, given what one has with all its libraries; 0: unknown. */
int64_t limits_client_bytes(int64_t measured);

/* Those that fail come first. */
void limits_check(const struct demand *l, const struct facts *f,
    struct limits_report *r);

#endif
