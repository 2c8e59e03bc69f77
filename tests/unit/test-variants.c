/*
 * --variant, and who of a mix plays what.
 */
#include <string.h>

#include "check.h"
#include "load/channel.h"
#include "load/variants.h"

static void
refused(const char *text, const char *words)
{
	struct variants v;
	const char *wrong = variants_read(&v, text);

	if (wrong == NULL || strstr(wrong, words) == NULL) {
		printf("\"%s\": %s\n", text, wrong != NULL ? wrong : "taken");
		failures++;
	}
	checks++;
}

static void
test_read(void)
{
	struct variants v;

	CHECK(variants_read(&v, "highest") == NULL && v.n == 1);
	CHECK(v.list[0].variant == VARIANT_HIGHEST && v.weight == 1);
	CHECK(variants_read(&v, "720p=60,<=1.5M=30,lowest=10") == NULL);
	CHECK(v.n == 3 && v.weight == 100 && !variants_all(&v));
	CHECK(v.list[0].variant == VARIANT_HEIGHT && v.list[0].limit == 720);
	CHECK(v.list[1].variant == VARIANT_BANDWIDTH);
	CHECK(v.list[1].limit == 1500000 && v.list[1].weight == 30);
	CHECK(strcmp(v.list[1].name, "<=1.5M") == 0);
	CHECK(variants_read(&v, "<=800k") == NULL && v.list[0].limit == 800000);
	CHECK(variants_read(&v, "<=1G") == NULL &&
	    v.list[0].limit == 1000000000);
	CHECK(variants_read(&v, "<=64000") == NULL &&
	    v.list[0].limit == 64000);
	CHECK(variants_read(&v, "all") == NULL && variants_all(&v));
	refused("", "it is none of");
	refused("best", "it is none of");
	refused("720", "it is none of");
	refused("0p", "it is none of");
	refused("p", "it is none of");
	refused("-1p", "it is none of");
	refused("<=", "it is none of");
	refused("<=M", "it is none of");
	refused("<=0", "it is none of");
	refused("<=0.1", "it is none of");
	refused("<=2T", "it is none of");
	refused("<=9999999999999999G", "it is none of");
	refused("<2M", "it is none of");
	refused("highest,", "it is none of");
	refused("highest=0", "weight");
	refused("highest=", "weight");
	refused("<=2M=x", "weight");
	refused("highest=1,highest=2", "once");
	refused("highest,all", "no mix");
	refused("1p,2p,3p,4p,5p,6p,7p,8p,9p,10p,11p,12p,13p,14p,15p,16p,17p",
	    "16 kinds");
}

/* Whichever clients in a row, and in each of two channels. */
static void
test_pick(void)
{
	struct channel two[] = { { .weight = 1 }, { .weight = 1 } };
	struct channels channels = { .list = two, .n = 2, .weight = 2 };
	struct variants v;
	int64_t k, from;

	CHECK(variants_read(&v, "highest=60,lowest=40") == NULL);
	for (from = 0; from < 1000; from += 50) {
		int high = 0, in[2] = { 0, 0 }, here[2] = { 0, 0 };

		for (k = from; k < from + 10; k++)
			high += variants_pick(&v, k) == 0;
		CHECK(high >= 5 && high <= 7);
		for (k = from; k < from + 200; k++) {
			size_t c = channels_pick(&channels, k);

			in[c]++;
			here[c] += variants_pick(&v, k) == 0;
		}
		CHECK(here[0] * 100 > in[0] * 55 && here[0] * 100 < in[0] * 65);
		CHECK(here[1] * 100 > in[1] * 55 && here[1] * 100 < in[1] * 65);
	}
	for (from = k = 0; k < 10; k++)
		from += variants_pick(&v, k) == 0;
	CHECK(from == 6);
}

int
main(void)
{
	test_read();
	test_pick();
	return check_result();
}
