/*
 * Taking FFmpeg's sentences apart.
 */
#ifndef WORDS_H
#define WORDS_H

#include <stdint.h>

#include "slice.h"

/* Whether word stands in s; *rest is then what is behind it. */
int words_after(struct slice s, struct slice word, struct slice *rest);

/*
 * What stands in quotes that s begins behind: up to the last quote with these
 * bytes behind it, which begin with the quote, as a URL may have quotes too.
 * *rest is behind those. Empty, as *rest is then, where they are not there.
 */
struct slice words_quoted(struct slice s, struct slice behind,
    struct slice *rest);

/* A line without the tag of its level, if it has one. */
struct slice words_untagged(struct slice line);

/* The whole number at the start of s; 0, or -1 if there is none. */
int words_number(struct slice s, int64_t *v);

/* The number behind word in s; *rest, if any, is then what follows word. */
int words_number_after(struct slice s, struct slice word, int64_t *v,
    struct slice *rest);

/* The events' name for an errno that FFmpeg's text tells of, or NULL. */
const char *words_reason(struct slice text);

#endif
