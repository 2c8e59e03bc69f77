/*
 * The examples of FIPS 180-4 and their like, and every length around a block.
 */
#include <stdlib.h>

#include "check.h"
#include "page/sha256.h"

static int
is(struct slice text, const char *base64)
{
	struct sbuf b = { 0 };
	int same;

	sha256_base64(&b, text);
	same = slice_eq(sbuf_view(&b), slice_str(base64));
	sbuf_free(&b);
	return same;
}

int
main(void)
{
	/* What openssl dgst -sha256 -binary | base64 says of n times "a". */
	static const struct {
		size_t n;
		const char *base64;
	} as[] = {
		{ 0,
		    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
		{ 1,
		    "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=" },
		{ 54,
		    "o/AbaTklYSdYKsiun7R6OCokRoCAaj9hOhGIUcHKHUc=" },
		{ 55,
		    "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg=" },
		{ 56,
		    "s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o=" },
		{ 57,
		    "8TstckZZ6zv0fy3WrxrMyHuB8J9Z8rdeXAvtZYnf6MY=" },
		{ 63,
		    "fT50oF19sVvOStnsBljqmOPwbu7PFrTG//LaRX3cLzQ=" },
		{ 64,
		    "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs=" },
		{ 65,
		    "Y1NhxIu56rFBmOduqKt/GkFoXWrWKqkUbTAdTxfrCuA=" },
		{ 119,
		    "MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps=" },
		{ 120,
		    "Lz0zVDLHC1gK8Ojhs2dKfAINaDql9zqq7f3FWvkEwhw=" },
		{ 127,
		    "xX6SeK94+jyrOGZ770zinXg3h6L3MdThIgAnDwwyMgo=" },
		{ 128,
		    "aDbPE7rEAOkQUHHNavRwhN+srU5eMCyUv+0k4BOvtz4=" },
		{ 1000000,
		    "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=" },
	};
	static char a[1000000];
	size_t i;

	memset(a, 'a', sizeof(a));
	CHECK(is(SLICE("abc"),
	    "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="));
	CHECK(is(SLICE("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
	    "nopq"), "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="));
	for (i = 0; i < COUNT(as); i++)
		CHECK(is((struct slice){ a, as[i].n }, as[i].base64));
	return check_result();
}
