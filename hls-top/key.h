/*
 * What the bytes of a keyboard ask for.
 */
#ifndef KEY_H
#define KEY_H

enum key {
	KEY_NONE,		/* nothing (yet) */
	KEY_QUIT,
	KEY_WINDOW,
	KEY_REPAINT,
	KEY_HELP,
};

/* Start from { 0 }. */
struct key_state {
	int state;
};

/*
 * The next byte's key. Escape sequences (arrows, function keys, mouse) are
 * swallowed, so that the letters inside them are never taken for keys.
 */
enum key key_next(struct key_state *k, unsigned char c);

#endif
