/*
 * The command that every client runs: FFmpeg with what it supports, or any
 * program, with {url} and {id} replaced for each client. No shell is involved.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdint.h>

#include "features.h"
#include "options.h"
#include "probe.h"
#include "sbuf.h"

struct command {
	char *path;		/* to exec */
	struct sbuf words;	/* each ended by a zero byte */
	size_t n;
	const char *url;	/* what {url} stands for */
};

/* FFmpeg's arguments; {id} appears in the user agent. */
void command_ffmpeg(struct command *c, const struct options *o,
    const struct features *f, const struct probe *p);

/* ffprobe's, for the one look before the run. */
void command_ffprobe(struct command *c, const struct options *o,
    const struct features *f);

/* The words behind "--". */
void command_any(struct command *c, const struct options *o);

/* One client's arguments; the caller frees them with command_release. */
struct arguments {
	char **argv;
	struct sbuf text;
};
void command_arguments(struct arguments *a, const struct command *c,
    int64_t client);
void command_release(struct arguments *a);

/* A client's command, quoted for a POSIX shell, without a newline. */
void command_quote(struct sbuf *b, const struct arguments *a);

void command_free(struct command *c);

#endif
