/* The map against a plain array, through many puts and takes. */
#include <stdlib.h>

#include "check.h"
#include "idmap.h"

#define KEYS 1000
#define ROUNDS 200000

int
main(void)
{
	static int values[KEYS];
	static char present[KEYS];
	struct idmap m = { 0 };
	struct session_id plain = { .client = 5 };
	struct session_id hosted = { .host = SLICE("a"), .client = 5 };
	size_t n = 0, seen = 0, i = 0;
	int round;

	srand(7);
	for (round = 0; round < ROUNDS; round++) {
		/* Keys a power of two apart collide in a weak hash. */
		int k = rand() % KEYS;
		uint64_t key = (uint64_t)k << 20;

		if (rand() % 2) {
			idmap_put(&m, key, &values[k]);
			n += !present[k];
			present[k] = 1;
		} else {
			void *got = idmap_take(&m, key);

			CHECK(got == (present[k] ? &values[k] : NULL));
			n -= present[k] != 0;
			present[k] = 0;
		}
		k = rand() % KEYS;
		CHECK(idmap_get(&m, (uint64_t)k << 20) ==
		    (present[k] ? &values[k] : NULL));
		CHECK(m.n == n);
	}
	while (idmap_each(&m, &i) != NULL)
		seen++;
	CHECK(seen == n);
	CHECK(idmap_client(&plain) != idmap_client(&hosted));
	idmap_free(&m);
	return check_result();
}
