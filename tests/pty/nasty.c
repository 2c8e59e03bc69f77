/*
 * nasty [-u] FROM TO <TEMPLATE: prints the template once for each chunk of
 * bytes that no terminal should get, with @E in it the chunk %XX-escaped, @V
 * the chunk as it is (but for newlines, which no record can hold) and @N its
 * number. A chunk is eight pairs of bytes, of the 65,536 that there are: 8192
 * chunks; with -u eight pairs of those characters and broken characters of
 * UTF-8 that do more, or less, than stand in their columns: nasty -u says how
 * many chunks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sbuf.h"
#include "utf8.h"

#define PAIRS 8

/* Ranges of code points. */
static const unsigned long ranges[][2] = {
	{ 0x20, 0x20 }, { 0x41, 0x41 },
	{ 0x7f, 0xa0 },			/* C1 controls */
	{ 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c },
	{ 0x300, 0x303 },		/* combining */
	{ 0x1160, 0x1161 },		/* joins what is before it */
	{ 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
	{ 0x2588, 0x2588 }, { 0x3000, 0x3000 }, { 0x4e2d, 0x4e2d },
	{ 0xfe00, 0xfe00 }, { 0xfe0f, 0xfe0f }, { 0xfeff, 0xfeff },
	{ 0xfff9, 0xffff }, { 0x1f468, 0x1f468 }, { 0x1f3fb, 0x1f3fb },
	{ 0xd800, 0xd800 }, { 0xdfff, 0xdfff },	/* surrogates */
	{ 0xe0001, 0xe0001 }, { 0xe0020, 0xe0020 }, { 0xe0100, 0xe0100 },
	{ 0x10ffff, 0x110000 },
};

/* No character at all. */
static const char *const broken[] = {
	"\xc0\x80", "\xc1\x9b", "\xe0\x80\x9b", "\xf0\x80\x80\x9b", "\xc2",
	"\xe2\x80", "\xf0\x9f\x91", "\x9b", "\x9d", "\xff",
};

#define CHARACTERS 256
static struct sbuf characters[CHARACTERS];
static size_t ncharacters;

static void
make_characters(void)
{
	unsigned long c;
	size_t i;

	for (i = 0; i < COUNT(ranges); i++)
		for (c = ranges[i][0]; c <= ranges[i][1]; c++)
			utf8_put(&characters[ncharacters++], c);
	for (i = 0; i < COUNT(broken); i++)
		sbuf_str(&characters[ncharacters++], broken[i]);
}

static void
make_bytes(void)
{
	for (ncharacters = 0; ncharacters < CHARACTERS; ncharacters++)
		sbuf_char(&characters[ncharacters], (char)ncharacters);
}

static void
make_chunk(struct sbuf *bytes, size_t n)
{
	size_t all = ncharacters * ncharacters, i;

	bytes->n = 0;
	for (i = 0; i < PAIRS; i++) {
		size_t pair = (n * PAIRS + i) % all;

		sbuf_slice(bytes, sbuf_view(&characters[pair / ncharacters]));
		sbuf_slice(bytes, sbuf_view(&characters[pair % ncharacters]));
	}
}

struct chunk {
	struct sbuf escaped, verbatim, number;
};

static void
make_forms(struct chunk *c, const struct sbuf *bytes, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t i;

	c->escaped.n = c->verbatim.n = c->number.n = 0;
	for (i = 0; i < bytes->n; i++) {
		unsigned char b = (unsigned char)bytes->p[i];

		sbuf_char(&c->escaped, '%');
		sbuf_char(&c->escaped, hex[b >> 4]);
		sbuf_char(&c->escaped, hex[b & 15]);
		if (b != '\n')
			sbuf_char(&c->verbatim, (char)b);
	}
	sbuf_int(&c->number, (int64_t)n);
}

static void
put_template(struct slice s, const struct chunk *chunk)
{
	while (s.n > 0) {
		size_t k = slice_find(s, '@');
		char c = k + 1 < s.n ? s.p[k + 1] : '\0';
		const struct sbuf *b = c == 'E' ? &chunk->escaped : c == 'V' ?
		    &chunk->verbatim : c == 'N' ? &chunk->number : NULL;

		k += k < s.n && b == NULL;
		fwrite(s.p, 1, k, stdout);
		if (b != NULL)
			fwrite(b->p, 1, b->n, stdout);
		s = slice_from(s, b != NULL ? k + 2 : k);
	}
}

int
main(int argc, char **argv)
{
	struct sbuf template = { 0 }, bytes = { 0 };
	struct chunk chunk = { .number = { 0 } };
	size_t n, to;
	int utf8 = argc > 1 && strcmp(argv[1], "-u") == 0, c;

	argc -= utf8;
	argv += utf8;
	if (utf8)
		make_characters();
	else
		make_bytes();
	if (argc != 3) {
		printf("%zu\n", (ncharacters * ncharacters + PAIRS - 1) /
		    PAIRS);
		return 0;
	}
	while ((c = getchar()) != EOF)
		sbuf_char(&template, (char)c);
	to = (size_t)atol(argv[2]);
	for (n = (size_t)atol(argv[1]); n < to; n++) {
		make_chunk(&bytes, n);
		make_forms(&chunk, &bytes, n);
		put_template(sbuf_view(&template), &chunk);
	}
	sbuf_free(&template);
	sbuf_free(&bytes);
	sbuf_free(&chunk.escaped);
	sbuf_free(&chunk.verbatim);
	sbuf_free(&chunk.number);
	for (n = 0; n < CHARACTERS; n++)
		sbuf_free(&characters[n]);
	return ferror(stdout) != 0;
}
