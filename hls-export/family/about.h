/*
 * Families that say what is measured, not how much: hls-export itself, the
 * run, its verdict, and the status codes seen.
 */
#ifndef ABOUT_H
#define ABOUT_H

#include <stdint.h>

#include "block.h"
#include "format/expo.h"

void about_program(struct expo *e, int64_t dropped);
void about_run(struct expo *e, const struct block *b);

#endif
