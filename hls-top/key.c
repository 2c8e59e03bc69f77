/*
 * Keys and escape sequences (ECMA-48: ESC [ parameters final, ESC O final).
 */
#include <stddef.h>

#include "key.h"
#include "slice.h"

enum { GROUND, ESCAPE, SEQUENCE, SINGLE };

static const struct {
	unsigned char c;
	enum key key;
} keys[] = {
	{ 'q', KEY_QUIT },
	{ 'w', KEY_WINDOW },
	{ 'L' & 0x1f, KEY_REPAINT },
	{ '?', KEY_HELP },
	{ 'h', KEY_HELP },
};

static enum key
plain(unsigned char c)
{
	size_t i;

	for (i = 0; i < COUNT(keys); i++)
		if (keys[i].c == c)
			return keys[i].key;
	return KEY_NONE;
}

enum key
key_next(struct key_state *k, unsigned char c)
{
	if (c == '\033') {
		k->state = ESCAPE;
		return KEY_NONE;
	}
	switch (k->state) {
	case ESCAPE:
		k->state = c == '[' ? SEQUENCE : c == 'O' ? SINGLE : GROUND;
		return KEY_NONE;
	case SEQUENCE:
		if (c >= '@' && c <= '~')
			k->state = GROUND;
		return KEY_NONE;
	case SINGLE:
		k->state = GROUND;
		return KEY_NONE;
	default:
		return plain(c);
	}
}
