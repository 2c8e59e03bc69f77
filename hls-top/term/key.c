/*
 * Keys and escape sequences (ECMA-48: ESC [ parameters final, ESC O final), as
 * xterm and its kin send them.
 */
#include <stddef.h>

#include "key.h"
#include "slice.h"

enum { GROUND, ESCAPE, SEQUENCE, SINGLE, SWALLOW };

static const struct {
	unsigned char final;
	int parameter;		/* with final ~ */
	enum key key;
} sequences[] = {
	{ 'A', 0, KEY_UP }, { 'B', 0, KEY_DOWN },
	{ 'H', 0, KEY_HOME }, { 'F', 0, KEY_END }, { 'Z', 0, KEY_BACKTAB },
	{ '~', 1, KEY_HOME }, { '~', 4, KEY_END },
	{ '~', 5, KEY_PAGE_UP }, { '~', 6, KEY_PAGE_DOWN },
	{ '~', 7, KEY_HOME }, { '~', 8, KEY_END },
};

static enum key
plain(struct key_state *k, unsigned char c)
{
	switch (c) {
	case '\r':
	case '\n':
		return KEY_ENTER;
	case '\t':
		return KEY_TAB;
	case '\b':
	case 0x7f:
		return KEY_ERASE;
	case 'L' & 0x1f:
		return KEY_REPAINT;
	}
	k->c = (char)c;
	return c >= ' ' && c <= '~' ? KEY_CHAR : KEY_NONE;
}

/* Modifiers (ESC [ 1 ; 2 A) make another key: it is none of ours. */
static enum key
sequence(const struct key_state *k, unsigned char final)
{
	size_t i;

	for (i = 0; i < COUNT(sequences); i++)
		if (sequences[i].final == final &&
		    sequences[i].parameter == k->parameter)
			return sequences[i].key;
	return KEY_NONE;
}

static enum key
in_sequence(struct key_state *k, unsigned char c)
{
	/* A function key of the Linux console: one more byte. */
	if (c == '[' && k->parameter == 0) {
		k->state = SWALLOW;
		return KEY_NONE;
	}
	if (c >= '@' && c <= '~') {
		k->state = GROUND;
		return sequence(k, c);
	}
	if (c >= '0' && c <= '9' && k->parameter < 100)
		k->parameter = 10 * k->parameter + (c - '0');
	else
		k->parameter = 1000;
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
		k->parameter = 0;
		return KEY_NONE;
	case SEQUENCE:
		return in_sequence(k, c);
	case SINGLE:
		k->state = GROUND;
		return sequence(k, c);
	case SWALLOW:
		k->state = GROUND;
		return KEY_NONE;
	default:
		return plain(k, c);
	}
}

int
key_waits(const struct key_state *k)
{
	return k->state == ESCAPE;
}

enum key
key_pause(struct key_state *k)
{
	if (!key_waits(k))
		return KEY_NONE;
	k->state = GROUND;
	return KEY_ESCAPE;
}
