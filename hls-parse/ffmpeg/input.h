/*
 * What FFmpeg says of an input that it could not open: its last words, and
 * below debug often all that there is of its first playlist.
 */
#ifndef INPUT_H
#define INPUT_H

#include "rules.h"

/* What a text tells of why something failed. */
void input_failure(struct session *, struct slice text);

/* A line that no rule knows; it may be these words. */
void input_words(struct reading *g);

#endif
