/*
 * The first record counts: what a second says is passed over.
 */
#include "record.h"
#include "run.h"

const char *const run_keys[RUN_TEXTS] = {
	"url", "labels", "version", "ffmpeg", "host", "cores", "variant",
	"kind", "agent", "command",
};

void
run_read(struct run *r, struct slice rest)
{
	struct slice value;
	int i;

	for (i = 0; i < RUN_TEXTS; i++)
		if (r->text[i].n == 0 && field_get(rest, run_keys[i], &value))
			unescape(&r->text[i], value);
	if (r->bandwidth == 0 && (!field_int(rest, "bandwidth",
	    &r->bandwidth) || r->bandwidth < 0 || r->bandwidth > INT32_MAX))
		r->bandwidth = 0;
}

void
run_free(struct run *r)
{
	int i;

	for (i = 0; i < RUN_TEXTS; i++)
		sbuf_free(&r->text[i]);
}
