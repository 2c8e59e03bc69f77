/*
 * What a URL answers that is no playlist. Pure.
 */
#ifndef BODY_H
#define BODY_H

#include "slice.h"

/* In a word: "MP4", "HTML", "empty". NULL: it may be a playlist for all that
 * can be told. */
const char *body_is(struct slice body);

/* The same of what FFmpeg calls the format, "mov,mp4,m4a"; empty: not known. */
const char *body_format(struct slice name);

#endif
