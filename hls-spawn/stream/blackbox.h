/*
 * The black box: the last lines of each client, kept in memory and written to
 * a file when something happens to it, so that one bad viewer of a large swarm
 * can be looked at. A file is a raw stream, hls-raw(5): the swarm record, the
 * session's start, what of the session had to be forgotten as a lost record,
 * and its last lines as they stand. hls-parse replays it.
 *
 * Nothing here ends the run: a file that cannot be written is counted, and
 * the first failure is told on stderr.
 */
#ifndef BLACKBOX_H
#define BLACKBOX_H

#include <stdint.h>

#include "flight.h"

#define BLACKBOX_SIZE (INT64_C(64) << 10)
#define BLACKBOX_SIZE_MIN (INT64_C(4) << 10)
#define BLACKBOX_SIZE_MAX (INT64_C(64) << 20)
/* When most of a swarm fails again and again, the first of it is enough. */
#define BLACKBOX_FILES 10000
#define BLACKBOX_BYTES (INT64_C(1) << 30)

/* Start from { 0 }, which is a black box that is off. */
struct blackbox {
	int on;
	int dir;		/* descriptor */
	char *path;		/* for messages */
	size_t size;		/* of a client's lines */
	struct sbuf head;	/* the swarm record's line */
	int64_t files_max, bytes_max;	/* of the run */
	int64_t written, bytes;
	int64_t failed;		/* could not be written */
	int64_t skipped;	/* bytes_max or files_max was reached */
};

/* Reads "DIR" or "DIR:SIZE": 0, or -1 if SIZE is out of bounds or DIR empty. */
int blackbox_option(struct blackbox *b, const char *text);

/*
 * Makes DIR if need be, one level, and tries whether files can be written
 * there: NULL, or why not; a symbolic link is no DIR. Nothing to do without an
 * option.
 */
const char *blackbox_open(struct blackbox *b);

/* The swarm record, with its newline, that leads every file. */
void blackbox_head(struct blackbox *b, struct slice line);

/*
 * Records of the flight's session with their newlines. All that a child says
 * is to be given, whatever the reader takes, and no lost records: the black
 * box counts its own. At the session's end: flight_forget.
 */
void blackbox_line(struct blackbox *b, struct flight *f, struct slice lines);

/*
 * Writes SESSION-WHY.raw, or SESSION-WHY-2.raw and so on where that exists.
 * The flight goes on. 0, or -1 if it is counted as failed or skipped.
 */
int blackbox_write(struct blackbox *b, const struct flight *f,
    const char *session, const char *why);

void blackbox_close(struct blackbox *b);

#endif
