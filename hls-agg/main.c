/*
 * hls-agg: folds the events of an HLS swarm into counters, sketches and
 * windows; prints a block of figures at each tick, and the report at the end.
 * It has no clock: what it prints is a function of what it reads.
 */
#include <signal.h>
#include <unistd.h>

#include "agg.h"
#include "die.h"
#include "event.h"
#include "input.h"
#include "json.h"
#include "keep.h"
#include "options.h"
#include "print.h"
#include "report.h"
#include "sig.h"

/* Reads to the end of the input, or until nobody takes the output. */
static void
fold(struct agg *a, struct input *in, const struct options *o)
{
	struct slice line;

	while (in->out->error == 0 && input_next(in, &line))
		if (event_line(a, line) && o->blocks) {
			print_block(a, &in->out->buf, NULL);
			out_drain(in->out);
		}
	input_close(in);
	event_bad(a, in->broken);
	agg_finish(a);
}

static int
keep_json(const struct agg *a, const struct options *o, struct out *out)
{
	struct sbuf json = { 0 };
	int r = 0;

	json_print(a, &json);
	if (o->json)
		sbuf_slice(&out->buf, sbuf_view(&json));
	if (o->json_file != NULL)
		r = keep_file(o->json_file, sbuf_view(&json));
	sbuf_free(&json);
	return r;
}

/* The last block, the JSON and the report; the exit code. */
static int
finish(struct agg *a, const struct options *o, struct out *out)
{
	struct out err = { .fd = STDERR_FILENO };
	int failed = 0;

	report_print(a, &err.buf);
	if (a->records > 0 && o->blocks)
		print_block(a, &out->buf, &err.buf);
	/* Even of nothing: a file of an older run must not stay. */
	if (o->json || o->json_file != NULL)
		failed = keep_json(a, o, out) != 0;
	failed |= out_finish(out) < 0;
	if (!o->quiet)
		out_flush(&err);
	sbuf_free(&err.buf);
	sbuf_free(&out->buf);
	return failed || agg_code(a);
}

/* What the options ask of the figures. */
static void
set_up(struct agg *a, const struct options *o)
{
	int d;

	agg_init(a, &o->plan);
	a->roster = o->roster;
	a->histogram = o->histogram;
	for (d = 0; d < DIMENSIONS; d++)
		if (o->by & 1u << d)
			a->parts.by[d].counted = a->parts.by[d].shown = 1;
}

int
main(int argc, char **argv)
{
	struct out out = { .fd = STDOUT_FILENO };
	struct options o;
	struct input in;
	struct agg a;
	int code;

	die_name("hls-agg");
	options_read(&o, argc, argv);
	if (o.json_file != NULL && keep_check(o.json_file) != 0)
		return 1;
	set_up(&a, &o);
	input_open(&in, o.files, &out);
	fold(&a, &in, &o);
	code = finish(&a, &o, &out);
	agg_free(&a);
	return code || in.failed;
}
