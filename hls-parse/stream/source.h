/*
 * One bare log: its lines, without what others have put around them, and
 * stamped.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>

#include "join.h"
#include "line.h"
#include "sbuf.h"
#include "stage/look.h"
#include "text/paste.h"
#include "text/prefix.h"
#include "text/wrap.h"

struct source {
	const char *file;	/* NULL: standard input */
	const char *name;	/* of either, for people */
	struct line in;
	struct paste paste;	/* the line read, as it was */
	struct sbuf body;	/* the same taken out of its quotes */
	struct sbuf foreign;	/* or made of another player's */
	struct sbuf held;	/* lines in front of the first stamp */
	size_t held_read;
	struct slice rest;	/* of the line read: behind a CR */
	struct slice part;	/* of that: FFmpeg's, behind a CR or glued */
	char open;		/* the last byte in front of it, or '\0' */
	struct join join;	/* of lines that were wrapped */
	struct sbuf ahead;	/* FFmpeg's of the line behind these, */
	bool is_ahead;		/* which was read to see that it is one */
	int64_t ahead_us;
	size_t ahead_bytes;	/* of the whole line */
	struct prefix prefix;
	struct wrap wrap;
	struct calendar calendar;	/* of FFmpeg's own dates */

	struct stage_look look;	/* whether it is a log at all */

	/* What its first line told that is FFmpeg's by its own words. */
	bool begun;
	int stamped;		/* 1: it has stamps, -1: none, 0: not known */
	bool dated;		/* they are FFmpeg's own */
	struct stamp first;	/* one of them */
	bool head;		/* -report's, with the banner to come */
	char version[32];	/* of FFmpeg, by the first banner, or "" */

	/* The line. */
	int64_t time_us;	/* its stamp; 1 s without any in the log */
	struct slice text;
	struct slice who;	/* who wrote it, where several did, in */
	char who_text[SHAPE_BYTES];
	bool own;		/* it is known to be FFmpeg's */
	bool own_start;		/* ... by its own words */
	char mark[48];		/* the context of a line of FFmpeg's, */
	size_t mark_n;		/* to know the next by */
	bool counted;		/* among known */
	int64_t lines, known;	/* of the file, so far */
};

/* Starts on a descriptor, which it closes at its end. */
void source_open(struct source *, int fd, const char *file, struct out *out);

/*
 * The next line: 1, or 0 at the end. What stands in front of the first stamp of
 * a log gets that stamp.
 */
int source_next(struct source *);

/*
 * What the first line told of it: STAGE_FFMPEG, or another stream, of which no
 * line is given.
 */
enum stage source_is(const struct source *);

/* Whether no duration can be had of it: no stamps, or of whole seconds. */
bool source_is_timeless(const struct source *);

/* The version of FFmpeg, if a banner stands among its first lines: 1, or 0. */
int source_version(const struct source *, struct slice *version);

/* What stands around its lines, and what its stamps are, for people. */
void source_print(const struct source *, struct sbuf *);

/* 0, or -1 with errno if reading failed. */
int source_close(struct source *);

#endif
