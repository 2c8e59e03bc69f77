/*
 * A text between two columns of the screen, which it never leaves.
 */
#ifndef CLIP_H
#define CLIP_H

#include "frame.h"

struct clip {
	int start, width;	/* columns of the screen, from 0 */
	int right;		/* aligned; else left */
	enum look look;
};

/*
 * Puts a text there; an empty one as a dash. One that is too wide is cut, and
 * ends with a sign that something is missing.
 */
void clip_put(struct frame *f, const struct clip *c, struct slice s);

#endif
