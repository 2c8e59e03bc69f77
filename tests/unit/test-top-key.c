/*
 * Keys of a terminal, torn at every byte as a slow line tears them.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "slice.h"
#include "term/key.h"

static const struct {
	const char *bytes;
	enum key key;
} keys[] = {
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP },
	{ "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
	{ "\033[5~", KEY_PAGE_UP }, { "\033[6~", KEY_PAGE_DOWN },
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME },
	{ "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END },
	{ "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[Z", KEY_BACKTAB },
	{ "\t", KEY_TAB }, { "\r", KEY_ENTER }, { "\n", KEY_ENTER },
	{ "\b", KEY_ERASE }, { "\x7f", KEY_ERASE }, { "\f", KEY_REPAINT },
	{ "q", KEY_CHAR }, { " ", KEY_CHAR }, { "~", KEY_CHAR },
	/* Of other keys nothing is seen, least of all their letters. */
	{ "\033[C", KEY_NONE }, { "\033OD", KEY_NONE },
	{ "\033OP", KEY_NONE }, { "\033[[A", KEY_NONE },
	{ "\033[[E", KEY_NONE }, { "\033[15~", KEY_NONE },
	{ "\033[24~", KEY_NONE }, { "\033[2~", KEY_NONE },
	{ "\033[1;2A", KEY_NONE }, { "\033[1;5q", KEY_NONE },
	{ "\033[<0;10;20M", KEY_NONE }, { "\033[200~", KEY_NONE },
	{ "\033[5555555555555555555~", KEY_NONE }, { "\033[?1;2c", KEY_NONE },
	{ "\033q", KEY_NONE }, { "\033OQ", KEY_NONE },
	{ "\033\033[A", KEY_UP },
	{ "\xc3\xa9", KEY_NONE }, { "\x01", KEY_NONE }, { "\x00", KEY_NONE },
};

/* The one key that these bytes make, or -1 for more than one. */
static int
typed(struct key_state *k, const char *bytes, size_t n)
{
	int found = KEY_NONE;
	size_t i;

	for (i = 0; i < n; i++) {
		enum key key = key_next(k, (unsigned char)bytes[i]);

		if (key != KEY_NONE && found != KEY_NONE)
			return -1;
		if (key != KEY_NONE)
			found = (int)key;
	}
	return found;
}

/* A pause within a sequence changes nothing, but behind an ESC it is a key. */
static void
test_torn(size_t i)
{
	size_t n = strlen(keys[i].bytes), at;

	for (at = 0; at <= n; at++) {
		struct key_state k = { 0 };
		int first = typed(&k, keys[i].bytes, at);
		int waits = at > 0 && keys[i].bytes[at - 1] == '\033';

		CHECK(key_waits(&k) == waits);
		CHECK(key_pause(&k) == (waits ? KEY_ESCAPE : KEY_NONE));
		CHECK(!key_waits(&k));
		if (waits)
			continue;
		CHECK(at == n ? first == (int)keys[i].key : first == KEY_NONE);
		CHECK(at == n || typed(&k, keys[i].bytes + at, n - at) ==
		    (int)keys[i].key);
		/* And the next key is itself again. */
		CHECK(typed(&k, "w", 1) == KEY_CHAR && k.c == 'w');
	}
}

/* All of them, one behind the other, in any order. */
static void
test_streams(void)
{
	struct key_state k = { 0 };
	int round, right = 1;

	srand(1);
	for (round = 0; round < 100000; round++) {
		size_t i = (size_t)rand() % COUNT(keys);

		right = right && typed(&k, keys[i].bytes,
		    strlen(keys[i].bytes)) == (int)keys[i].key;
	}
	CHECK(right);
}

static void
test_noise(void)
{
	struct key_state k = { 0 };
	int round, sane = 1, i;

	for (round = 0; round < 1000000; round++) {
		enum key key = key_next(&k, (unsigned char)(rand() >> 4));

		sane = sane && key <= KEY_END && (key != KEY_CHAR ||
		    (k.c >= ' ' && k.c <= '~'));
	}
	CHECK(sane);
	/* Out of whatever that was, a screenful of letters leads. */
	for (i = 0; i < 3; i++)
		key_next(&k, '@');
	CHECK(key_next(&k, 'q') == KEY_CHAR && k.c == 'q');
}

int
main(void)
{
	size_t i;

	for (i = 0; i < COUNT(keys); i++)
		test_torn(i);
	test_streams();
	test_noise();
	return check_result();
}
