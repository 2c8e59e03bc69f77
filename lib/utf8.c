/*
 * One character at a time; nothing is decoded but to see whether it is valid.
 */
#include <stdint.h>

#include "utf8.h"

size_t
utf8_length(struct slice s)
{
	static const unsigned char lead[] = { 0x80, 0xc0, 0xe0, 0xf0, 0xf8 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c;
	size_t i, n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;

	if (n == 1)
		return 1;
	if (n > s.n || p[0] < lead[n - 1] || p[0] >= lead[n])
		return 0;
	c = p[0] & (0x7fu >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	return c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ?
	    0 : n;
}

int
utf8_is_control(struct slice s)
{
	unsigned char c = (unsigned char)s.p[0];

	return c < ' ' || c == 0x7f ||
	    (c == 0xc2 && s.n > 1 && (unsigned char)s.p[1] < 0xa0);
}

void
utf8_put(struct sbuf *b, unsigned long c)
{
	if (c < 0x80) {
		sbuf_char(b, (char)c);
		return;
	}
	if (c < 0x800) {
		sbuf_char(b, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		sbuf_char(b, (char)(0xe0 | c >> 12));
		sbuf_char(b, (char)(0x80 | (c >> 6 & 63)));
	} else {
		sbuf_char(b, (char)(0xf0 | c >> 18));
		sbuf_char(b, (char)(0x80 | (c >> 12 & 63)));
		sbuf_char(b, (char)(0x80 | (c >> 6 & 63)));
	}
	sbuf_char(b, (char)(0x80 | (c & 63)));
}
