/*
 * The command that a client runs: FFmpeg with what it supports, or any
 * program, with {url}, {id}, {run}, {progress} and the names of --values
 * replaced for each process. No shell is involved.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdint.h>

#include "features.h"
#include "load/settings.h"
#include "probe.h"
#include "sbuf.h"

struct command {
	const char *path;	/* to exec */
	struct sbuf words;	/* each ended by a zero byte */
	size_t n;
	const char *url;	/* what {url} stands for */
};

/* What a client plays of a stream. */
struct part {
	const struct probe *probe;
	int64_t program;	/* of FFmpeg's; -1: the first streams */
	int64_t audio;		/* its audio stream, from 0 */
};

/* FFmpeg's arguments for it; {id} appears in the user agent. */
void command_ffmpeg(struct command *c, const struct options *o,
    const struct features *f, const struct part *p);

/* ffprobe's, for the one look before the run. */
void command_ffprobe(struct command *c, const struct options *o,
    const struct features *f);

/* The words behind "--". */
void command_any(struct command *c, const struct options *o);

/*
 * How fast media is read: "off" as it comes, "burst" at the speed of playing
 * but for the first 30 s, "realtime" from the first byte on.
 */
const char *command_pace(const struct options *o, const struct features *f,
    const struct probe *p);

/* Who a process is for: client from 1, run from 0; and the viewer's row. */
struct who {
	int64_t client, run;
	const struct rows *rows;	/* NULL: none */
	size_t row;
};

/* Whoever is no client: ffprobe, the watch. Of the table it has the first. */
struct who command_nobody(const struct options *o);

/* One process's arguments; the caller frees them with command_release. */
struct arguments {
	char **argv;
	struct sbuf text;
};
void command_arguments(struct arguments *a, const struct command *c,
    struct who who);
void command_release(struct arguments *a);

/* Appends text with {id}, {run} and names of --values replaced. */
void command_expand(struct sbuf *b, struct slice text, struct who who);

/* A word, quoted for a POSIX shell where it needs that. */
void command_quote_word(struct sbuf *b, const char *s);

/* A process's command so quoted, without a newline. */
void command_quote(struct sbuf *b, const struct arguments *a);

void command_free(struct command *c);

#endif
