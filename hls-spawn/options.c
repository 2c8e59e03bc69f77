/*
 * What follows from the options' values, and what excludes what.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "opt/args.h"
#include "options.h"
#include "table.h"
#include "typed.h"
#include "values.h"

#define CHECK_US (10 * SECOND_US)

static int
wants_url(char **command)
{
	for (; *command != NULL; command++)
		if (strstr(*command, "{url}") != NULL)
			return 1;
	return 0;
}

static void
check_urls(const struct options *o)
{
	size_t i;

	for (i = 0; i < o->channels.n; i++)
		value_url(o, o->channels.list[i].url);
	if (o->channels.n > 0)
		return;
	if (o->command == NULL)
		misuse("no URL");
	if (wants_url(o->command))
		misuse("the command has {url}, but no URL is given");
}

/* getopt_long has taken a "--" that stood before the URLs' place. */
static void
operands(struct options *o, int argc, char **argv)
{
	int i = optind, urls = o->channels.n > 0;

	if (strcmp(argv[i - 1], "--") != 0) {
		for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
			if (argv[i][0] == '-')
				misuse("\"%s\": options go before the URL, "
				    "a command behind --", argv[i]);
			if (urls)
				misuse("--urls and a URL exclude each other");
			channels_add(&o->channels, argv[i]);
		}
		i += i < argc;
	}
	if (strcmp(argv[i - 1], "--") != 0)
		return;
	o->command = argv + i;
	if (i == argc)
		misuse("no command behind --");
}

/* What one client plays does not depend on a shape. */
static void
make_check(struct options *o)
{
	if (o->channels.n > 1)
		misuse("--check is of one URL");
	load_free(&o->load);
	o->load_text = o->control = NULL;
	exporters_free(&o->exporters);
	o->clients = o->slices = 1;
	o->slice = o->session_us = o->hold_us = o->start_at_us = 0;
	o->step.step = 0;
	o->duration_us = CHECK_US;
}

/*
 * Where the times are the user's the rate does not follow the machine, and
 * several hosts must agree on it.
 */
static void
choose_rate(struct options *o)
{
	int fixed = o->load.n > 0 || o->slices > 1 || o->start_at_us > 0;

	if (fixed && o->rate_auto && o->rate_given)
		misuse("--ramp-rate auto goes with the machine: not with "
		    "--load, --slice or --start-at");
	if (fixed)
		o->rate_auto = 0;
}

static void
shape(struct options *o)
{
	int64_t most, rate = o->rate_auto ? RATE_MAX_MICRO : o->rate_micro;

	if (o->load.n > 0) {
		if (o->clients_given || o->step.step > 0)
			misuse("--load says how many clients: leave out "
			    "--clients and --step");
		o->clients = o->load.most;
		most = load_steepest(&o->load);
		if (!o->rate_given && most > o->rate_micro)
			o->rate_micro = most;
		return;
	}
	if (o->step.step > 0 && !o->clients_given)
		misuse("--step goes up to --clients, which is not given");
	if (o->step.step == 0) {
		load_ramp(&o->load, o->clients, rate);
		/* Others may follow. */
		o->load.points[0].phase = o->control != NULL;
	} else if (load_steps(&o->load, o->step, o->clients, rate) != 0)
		misuse("--step: %lld starts at --ramp-rate take longer than "
		    "the step lasts", (long long)o->step.step);
}

/* FFmpeg gets the chance to time out and recover first. */
static void
patience(struct options *o)
{
	int64_t us = o->timeout_us + o->target_us;

	if (us < 2 * o->target_us)
		us = 2 * o->target_us;
	if (o->stall_auto)
		o->stall_us = us;
	if (o->start_auto)
		o->start_us = us;
}

void
options_target(struct options *o, int64_t us)
{
	if (o->target_given || us <= 0)
		return;
	o->target_us = us;
	patience(o);
}

void
options_waited(struct options *o, int64_t us)
{
	if (us <= 0 || o->duration_us == 0 || o->start_at_us > 0 || o->check ||
	    o->print)
		return;
	if (us > o->duration_us / 2)
		us = o->duration_us / 2;
	o->duration_us -= us;
	msg("ffprobe's wait counts in --duration: %.3g s of it are left",
	    (double)o->duration_us / SECOND_US);
}

void
options_read(struct options *o, int argc, char **argv)
{
	const struct opt *row;

	*o = (struct options){
		.slices = 1, .max_restarts = RESTARTS_PLAYED,
		.user_agent = "hls-swarm/" VERSION,
		/* Positive, so that --seed takes what the record shows. */
		.seed = (uint64_t)clock_stamp() ^ (uint64_t)getpid() << 32,
	};
	o->seed &= INT64_MAX;
	while ((row = args_next(&options_program, o, argc, argv)) != NULL)
		typed_option(&o->typed, row, optarg);
	operands(o, argc, argv);
	typed_words(&o->typed, o, argv + optind);
	if (o->take_stdout && o->command == NULL)
		misuse("--stdout is of a command behind --");
	check_urls(o);
	value_names(o);
	value_resolve_bare(o);
	if (o->proxy != NULL && o->nrules > 0)
		misuse("--proxy and --resolve exclude each other");
	if (o->json && !o->check)
		misuse("--json is what --check says");
	if (o->check)
		make_check(o);
	choose_rate(o);
	shape(o);
	o->stall_auto = o->stall_us == 0;
	o->start_auto = o->start_us == 0;
	patience(o);
}

void
options_free(struct options *o)
{
	load_free(&o->load);
	channels_free(&o->channels);
	exporters_free(&o->exporters);
	rows_free(&o->rows);
	sbuf_free(&o->headers);
	sbuf_free(&o->labels);
	sbuf_free(&o->typed);
	free(o->rules);
}
