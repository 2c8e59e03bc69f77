/*
 * Values out of text: where they stand as a whole, and long ones anywhere.
 */
#include "check.h"
#include "redact.h"

static void
veiled(const char *secrets, const char *text, const char *want)
{
	struct sbuf b = { 0 };

	redact_values(&b, slice_str(text), slice_str(secrets));
	checks++;
	if (!slice_eq(sbuf_view(&b), slice_str(want))) {
		printf("%s became %.*s, not %s\n", text, (int)b.n, b.p, want);
		failures++;
	}
	sbuf_free(&b);
}

int
main(void)
{
	struct sbuf b = { 0 };

	veiled("", "http://h/1", "http://h/1");
	veiled("\t1\t\n", "http://h/1/seg-1.ts?a=1&b=11&1",
	    "http://h/*/seg-1.ts?a=*&b=11&*");
	veiled("\t1\t\n", "'http://h/x/1' 1 of 1", "'http://h/x/*' 1 of 1");
	veiled("\tfr\t.test\n", "http://fr.test:80/fr.ts/fr",
	    "http://*.test:80/fr.ts/fr");
	veiled("u\t1\t-7\n", "http://h/u1-7/u1-71/u1-7",
	    "http://h/u*-7/u1-71/u*-7");
	veiled("\tabcdefgh\t\n", "xabcdefghy /abcdefg/", "x*y /abcdefg/");
	/* The longer of two, whichever comes first. */
	veiled("\tabcdefgh\t\n\tabcdefgh1\t\n", "/abcdefgh1/abcdefgh/",
	    "/*/*/");
	veiled("\tab\t\n\tab/cd\t\n", "/ab/cd/ab", "/*/*");
	/* A server may write it otherwise. */
	veiled("\ta/b=\t\n", "?t=a%2Fb%3d&u=a/b=", "?t=*&u=*");
	veiled("\ta%2Fb\t\n", "?t=a%2Fb", "?t=*");
	redact_add(&b, SLICE("x"), SLICE(""), SLICE("y"));
	CHECK(b.n == 0);
	redact_add(&b, SLICE("x"), SLICE("1"), SLICE("y"));
	CHECK(slice_eq(sbuf_view(&b), SLICE("x\t1\ty\n")));
	sbuf_free(&b);
	return check_result();
}
