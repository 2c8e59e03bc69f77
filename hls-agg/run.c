#include "record.h"
#include "run.h"

const char *const run_keys[RUN_TEXTS] = {
	"url", "labels", "version", "ffmpeg", "host", "variant", "kind",
};

void
run_read(struct run *r, struct slice rest)
{
	struct slice value;
	int i;

	for (i = 0; i < RUN_TEXTS; i++)
		if (r->text[i].n == 0 && field_get(rest, run_keys[i], &value))
			unescape(&r->text[i], value);
}

void
run_free(struct run *r)
{
	int i;

	for (i = 0; i < RUN_TEXTS; i++)
		sbuf_free(&r->text[i]);
}
