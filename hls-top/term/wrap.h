/*
 * A text in lines of a width.
 */
#ifndef WRAP_H
#define WRAP_H

#include "slice.h"

/*
 * The kth line (from 0), broken between words, and within those that are too
 * long; empty behind the end of the text, or where width is below 1.
 */
struct slice wrap_line(struct slice s, int width, int k);

#endif
