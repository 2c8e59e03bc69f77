/*
 * What ffprobe says about a stream. Pure: the input is the output of
 *
 *	ffprobe -show_entries PROBE_ENTRIES -of flat URL
 */
#ifndef PROBE_H
#define PROBE_H

#include <stdint.h>

#include "rungs.h"
#include "slice.h"

#define PROBE_ENTRIES \
	"program=program_id:program_tags=variant_bitrate:" \
	"program_stream=codec_type,width,height:" \
	"program_stream_disposition=default:format=format_name,duration"

/* An event is live, but keeps all of its segments. */
enum kind { KIND_UNKNOWN, KIND_LIVE, KIND_VOD, KIND_EVENT };
extern const char *const probe_kinds[];	/* as in the records */

struct probe {
	enum kind kind;		/* VOD: the duration is a number */
	int programs;		/* how many variants; 0: none known */
	char format[16];	/* FFmpeg's name of it, or its beginning */
	struct rungs rungs;	/* the variants, programs in FFmpeg's words */
};

/* Reads ffprobe's output. The audio of each is its default rendition. */
void probe_read(struct probe *p, struct slice flat);

void probe_free(struct probe *p);

/* More is to come. */
int probe_is_live(enum kind k);

#endif
