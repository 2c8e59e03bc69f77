/*
 * The command line of hls-spawn.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "opt.h"
#include "sbuf.h"

enum variant { VARIANT_HIGHEST, VARIANT_LOWEST, VARIANT_FIRST, VARIANT_ALL };

struct options {
	int64_t clients;
	int64_t rate_micro;	/* starts per second, millionths */
	int64_t jitter_us;
	int64_t duration_us;	/* 0: until stopped */
	int64_t timeout_us;
	int64_t grace_us;
	int64_t buffer_bytes;
	uint64_t seed;
	enum variant variant;
	const char *user_agent;
	struct sbuf headers;	/* "Name: value\r\n" each, not terminated */
	const char *ffmpeg;
	const char *loglevel;
	int once;
	int print;
	const char *url;	/* NULL: none, only with a command */
	char **command;		/* behind "--", ended by NULL; NULL: FFmpeg */
};

extern const struct program options_program;
extern const char options_version[];

/* Reads it, or ends the program: 2 with a message, 0 for help and version. */
void options_read(struct options *o, int argc, char **argv);

/* As it is written on the command line. */
const char *options_variant(enum variant v);

#endif
