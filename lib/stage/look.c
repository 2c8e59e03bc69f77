/*
 * Records of another stream decide at once: no stream has those of another.
 * Other text stands in right streams too, where messages got into the pipe: a
 * log decides where it comes before any record, the rest at the end.
 */
#include <string.h>

#include "die.h"
#include "evidence.h"
#include "look.h"

/* Without a newline so far, the beginning is looked at as a whole. */
#define LINELESS_BYTES 512

static int
is_record(enum stage s)
{
	return s == STAGE_RECORD || (s >= STAGE_RAW && s <= STAGE_STATS);
}

static int
decides(const struct stage_look *look, enum stage s)
{
	if (look->own || s == STAGE_NONE || s == STAGE_RECORD)
		return 0;
	if (is_record(s))
		return 1;
	if (look->records > 0)
		return 0;
	if (s == STAGE_FFMPEG || s == STAGE_VLC || s == STAGE_GSTREAMER)
		return look->seen[s] >= STAGE_LINES;
	return s == STAGE_PLAYLIST && look->lines == 1;
}

enum stage
stage_line(struct stage_look *look, struct slice line)
{
	enum stage s;

	if (look->own || look->is != STAGE_NONE)
		return look->is;
	/* Bytes that trickle in could not be looked at ahead. */
	s = look->first == STAGE_NONE ? stage_magic(line) : STAGE_NONE;
	if (s != STAGE_NONE)
		return look->is = s;
	s = stage_of(line);
	look->any |= line.n > 0;
	look->lines += s != STAGE_NONE;
	if (look->first == STAGE_NONE)
		look->first = s;
	look->seen[s]++;
	look->records += is_record(s);
	look->own = s == look->reads;
	if (decides(look, s))
		look->is = s;
	return look->is;
}

enum stage
stage_ahead(struct stage_look *look, struct slice bytes)
{
	struct stage_look ahead = { .reads = look->reads };
	enum stage s = stage_magic(bytes);

	look->any |= bytes.n > 0;
	/* What has no lines at all. */
	if (s == STAGE_NONE && bytes.n >= LINELESS_BYTES &&
	    slice_find(bytes, '\n') == bytes.n &&
	    stage_of(bytes) == STAGE_BINARY)
		s = STAGE_BINARY;
	while (s == STAGE_NONE && !ahead.own &&
	    slice_find(bytes, '\n') < bytes.n)
		s = stage_line(&ahead, slice_cut(&bytes, '\n'));
	look->is = s;
	return s;
}

static void
keep_rest(struct stage_look *look, struct slice part)
{
	size_t room = sizeof(look->rest) - look->rest_n;

	if (part.n > room)
		part.n = room;
	if (part.n > 0)
		memcpy(look->rest + look->rest_n, part.p, part.n);
	look->rest_n += part.n;
}

static void
take_rest(struct stage_look *look)
{
	struct slice line = { look->rest, look->rest_n };

	/* Of a longer line there is no more. */
	if (line.n == sizeof(look->rest))
		line = stage_cut(line, line.n);
	stage_line(look, line);
	look->rest_n = 0;
}

enum stage
stage_bytes(struct stage_look *look, struct slice bytes)
{
	if (!look->any)
		stage_ahead(look, bytes);
	while (bytes.n > 0 && !look->own && look->is == STAGE_NONE) {
		size_t n = slice_find(bytes, '\n');
		int whole = n < bytes.n;

		keep_rest(look, (struct slice){ bytes.p, n });
		bytes = slice_from(bytes, n + (size_t)whole);
		if (!whole)
			break;
		take_rest(look);
	}
	return look->is;
}

/* The one that most lines are of, of what is no record. */
static enum stage
most(const struct stage_look *look)
{
	enum stage s, best = STAGE_TEXT;

	if (look->first == STAGE_REPORT)
		return STAGE_REPORT;
	for (s = STAGE_REPORT; s < STAGE_TEXT; s++)
		if (look->seen[s] * 2 > look->lines)
			best = s;
	/* Lines of FFmpeg's stand among those of who started it. */
	if (best == STAGE_TEXT && look->seen[STAGE_FFMPEG] > 0)
		best = STAGE_FFMPEG;
	return best;
}

enum stage
stage_end(struct stage_look *look)
{
	if (!look->any && !look->own)
		look->is = STAGE_EMPTY;
	if (look->own || look->is != STAGE_NONE)
		return look->is;
	if (look->rest_n > 0)
		take_rest(look);
	if (look->is == STAGE_NONE && !look->own && look->records == 0)
		look->is = most(look);
	return look->is;
}

void
stage_blockless(struct stage_look *look, const char *program)
{
	enum stage is = stage_end(look);

	if (is == STAGE_NONE || is == STAGE_EMPTY)
		msg("standard input: ended without a block");
	else
		stage_say(&(struct stage_fed){ is, STAGE_STATS, program,
		    NULL });
}
