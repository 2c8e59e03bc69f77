/*
 * What keys do to a view.
 */
#ifndef INPUT_H
#define INPUT_H

#include "rows/view.h"
#include "term/key.h"

enum input {
	INPUT_NONE,
	INPUT_CHANGED,		/* the view is to be drawn again */
	INPUT_REPAINT,		/* all of it, whatever the terminal shows */
	INPUT_PAUSE,		/* hold the block, or let it go */
	INPUT_QUIT,
};

/* A key; c is that of KEY_CHAR. */
enum input input_key(struct view *v, enum key key, char c);

#endif
