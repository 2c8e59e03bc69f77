/*
 * What the bytes of a keyboard ask for.
 */
#ifndef KEY_H
#define KEY_H

enum key {
	KEY_NONE,		/* nothing (yet) */
	KEY_CHAR,		/* a printable ASCII character, k->c */
	KEY_ENTER,
	KEY_ERASE,		/* backspace */
	KEY_ESCAPE,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_REPAINT,		/* ^L */
	KEY_UP,
	KEY_DOWN,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_END,
};

/* Start from { 0 }. */
struct key_state {
	int state;
	int parameter;		/* the sequence's first number */
	char c;			/* of KEY_CHAR */
};

/*
 * The next byte's key. Sequences that are none of these (function keys, mouse)
 * are swallowed, so that the letters inside them are never taken for keys.
 */
enum key key_next(struct key_state *k, unsigned char c);

/*
 * No byte has come for a while: a lone ESC was the key of that name, else
 * KEY_NONE.
 */
enum key key_pause(struct key_state *k);
/* Whether key_pause would have something to say. */
int key_waits(const struct key_state *k);

#endif
