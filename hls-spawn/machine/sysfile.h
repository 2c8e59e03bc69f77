/*
 * The small text files in which Linux tells about itself, below /proc and
 * /sys. Elsewhere there are none: then nothing is known, which is no error.
 */
#ifndef SYSFILE_H
#define SYSFILE_H

#include <stdint.h>

#include "slice.h"

/* What is not known. */
#define UNKNOWN INT64_C(-1)

/* root: what stands before "/proc"; "" on a real machine. */
struct sysfile {
	const char *root;
	char buf[8192];
};

/*
 * The first 8 KiB of a file, empty if it cannot be read; good until the next
 * call. path as in printf.
 */
struct slice sysfile_read(struct sysfile *f, const char *path, ...)
	__attribute__((format(printf, 2, 3)));

/* Takes the next word off *text; space and colons part them. Empty: none. */
struct slice sysfile_word(struct slice *text);

/* The word behind the first word `key` that begins a line; empty if none. */
struct slice sysfile_value(struct slice text, const char *key);

/* A word as a number; UNKNOWN if it is none ("max", or empty). */
int64_t sysfile_number(struct slice word);

#endif
