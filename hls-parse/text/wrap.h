/*
 * Lines of JSON or of key=value that hold FFmpeg's line as a quoted value, as
 * loggers and docker's own files have them:
 *
 *	{"log":"[hls @ 0x1] Opening ...\n","time":"2026-11-20T10:00:00Z"}
 *	time=2026-11-20T10:00:00Z level=info msg="[hls @ 0x1] Opening ..."
 *
 * The keys of the line and of its stamp are learnt from one that is FFmpeg's by
 * its own words.
 */
#ifndef WRAP_H
#define WRAP_H

#include <stdbool.h>

#include "sbuf.h"
#include "stamp.h"

#define KEY_BYTES 64

/* A key, with all that stands between it and its value: "\"log\":\"". */
struct key {
	char text[KEY_BYTES];
	size_t n;		/* 0: none */
};

/* Start from { 0 }. */
struct wrap {
	struct key line, time;
	bool first;		/* the stamp stands first, without a key */
	struct calendar calendar;
};

/* What was found. */
struct wrapped {
	bool stamped;
	int64_t us;
};

/*
 * FFmpeg's own line begins in line at offset at: whether it is a value of a
 * key, and then learns both keys. Returns where that value begins, or 0.
 */
size_t wrap_learn(struct wrap *, struct slice line, size_t at);

/* Whether the line has the key: 1 and the value as it was meant, in *body. */
int wrap_take(struct wrap *, struct slice line, struct sbuf *body,
    struct wrapped *);

/* The stamp of a line, read again: 1, or 0 where it has none. */
int wrap_stamp(const struct wrap *, struct slice line, struct stamp *);

#endif
