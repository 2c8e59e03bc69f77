/*
 * What ffprobe says about a stream, and the variant a viewer takes. Pure: the
 * input is the output of
 *
 *	ffprobe -show_entries PROBE_ENTRIES -of flat URL
 */
#ifndef PROBE_H
#define PROBE_H

#include <stdint.h>

#include "load/settings.h"
#include "slice.h"

#define PROBE_ENTRIES \
	"program=program_id:program_tags=variant_bitrate:" \
	"program_stream=codec_type,height:" \
	"program_stream_disposition=default:format=duration"

/* An event is live, but keeps all of its segments. */
enum kind { KIND_UNKNOWN, KIND_LIVE, KIND_VOD, KIND_EVENT };
extern const char *const probe_kinds[];	/* as in the records */

struct probe {
	enum kind kind;		/* VOD: the duration is a number */
	int programs;		/* variants, in FFmpeg's words */
	int64_t program;	/* id of the chosen one; -1: none known */
	int64_t audio;		/* its audio stream to play, from 0 */
	int64_t bitrate;	/* its BANDWIDTH; 0: unknown */
};

/* Nothing known. */
void probe_clear(struct probe *p);

/*
 * Reads ffprobe's output and chooses: by BANDWIDTH, then height, then the
 * order of the playlist; variants with video before audio alone, and none
 * whose playlist could not be opened. The audio is the default rendition.
 */
void probe_read(struct probe *p, struct slice flat, enum variant v);

/* More is to come. */
int probe_is_live(enum kind k);

#endif
