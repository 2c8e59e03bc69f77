/*
 * The options' values and what follows from them.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "options.h"
#include "typed.h"
#include "usage.h"
#include "values.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

#define HOUR_US (3600 * SECOND_US)
/* num_duration reads up to 106 days. */
#define DAYS_US (100 * 24 * HOUR_US)
#define RATE_LEAST 1000
#define RATE_MOST 100000000000
#define RATE_DEFAULT 10000000
#define SCRAPE_LEAST_US 500000
#define CHECK_US (10 * SECOND_US)

static const char *const pacings[] = { "auto", "realtime", "off", NULL };

static const char *const failures[] = { "fallback", "fail", NULL };

static const char *const levels[] = {
	"quiet", "panic", "fatal", "error", "warning", "info", "verbose",
	"debug", "trace", NULL
};

static void
take_load(struct options *o, int letter)
{
	switch (letter) {
	case 'n': o->clients = opt_int(1, LOAD_CLIENTS_MAX); break;
	case 'r': o->rate_micro = opt_rate(RATE_LEAST, RATE_MOST); break;
	case 'd': o->duration_us = opt_duration(1000, DAYS_US); break;
	case O_JITTER: o->jitter_us = opt_duration(0, HOUR_US); break;
	case O_LOAD: value_load(o); break;
	case O_STEP: value_step(o); break;
	case O_HOLD: o->hold_us = opt_duration(1000, DAYS_US); break;
	case O_SESSION: o->session_us = opt_duration(SECOND_US, DAYS_US);
		break;
	case O_SLICE: value_slice(o); break;
	case O_START_AT: o->start_at_us = value_epoch(); break;
	case O_HOST: o->host = value_host(); break;
	case O_LABEL: value_label(&o->labels); break;
	case O_SEED: o->seed = (uint64_t)opt_int(0, INT64_MAX); break;
	}
}

static void
take_life(struct options *o, int letter)
{
	switch (letter) {
	case O_STALL: o->stall_us = opt_duration(1000, DAYS_US); break;
	case O_START: o->start_us = opt_duration(1000, DAYS_US); break;
	case O_TARGET: o->target_us = opt_duration(1000, HOUR_US);
		o->target_given = 1;
		break;
	case O_RESTART: o->restart_on_stall = 1; break;
	case O_BACKOFF: value_backoff(&o->backoff); break;
	case O_MAX_RESTARTS: o->max_restarts = opt_int(0, INT32_MAX); break;
	case O_GIVE_UP: o->give_up = 1; break;
	case O_ONCE: o->once = 1; break;
	case O_GRACE: o->grace_us = opt_duration(0, HOUR_US); break;
	}
}

static void
take_play(struct options *o, int letter)
{
	switch (letter) {
	case 'H': value_header(&o->headers); break;
	case O_URLS: value_urls(&o->channels); break;
	case O_VARIANT:
		o->variant = (enum variant)opt_choice(settings_variants);
		break;
	case O_PROBE: o->probe_fail = opt_choice(failures); break;
	case O_PACE: o->pacing = (enum pacing)opt_choice(pacings); break;
	case O_TIMEOUT: o->timeout_us = opt_duration(1000, HOUR_US); break;
	case O_RECONNECT: o->reconnect = 1; break;
	case O_NO_RECONNECT: o->reconnect = 0; break;
	case O_RECONNECT_DELAY: o->reconnect_delay_s = opt_int(0, 3600);
		break;
	case O_RETRIES: o->segment_retries = opt_int(0, INT32_MAX);
		o->segment_retries_given = 1;
		break;
	case O_NO_CACHE:
		sbuf_str(&o->headers,
		    "Cache-Control: no-cache\r\nPragma: no-cache\r\n");
		break;
	case O_AGENT: o->user_agent = value_text(); break;
	case O_RANGE: o->range = 1; break;
	case O_PREFETCH: o->prefetch = 1; break;
	case O_NO_WATCH: o->no_watch = 1; break;
	case O_RESOLVE: value_resolve(o); break;
	case O_INSECURE: o->insecure = 1; break;
	case O_CACERT: o->cacert = optarg; break;
	case O_PROXY: o->proxy = value_proxy(); break;
	case O_FFMPEG: o->ffmpeg = optarg; break;
	case O_LEVEL: o->loglevel = levels[opt_choice(levels)]; break;
	}
}

static void
take_run(struct options *o, int letter)
{
	switch (letter) {
	case O_CHECK: o->check = 1; break;
	case O_PRINT: o->print = 1; break;
	case O_SKIP: o->skip_preflight = 1; break;
	case O_BUFFER: o->buffer_bytes = value_size(); break;
	case O_BLOCK: o->block = 1; break;
	case O_BLACKBOX: o->blackbox = optarg; break;
	}
}

static void
take_origin(struct options *o, int letter)
{
	switch (letter) {
	case O_ORIGIN: value_origin(&o->exporters); break;
	case O_ORIGIN_HOST: value_origin_host(&o->exporters); break;
	case O_ORIGIN_EVERY: o->origin_us = opt_duration(SCRAPE_LEAST_US,
	    HOUR_US);
		break;
	}
}

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
	o->load_text = NULL;
	exporters_free(&o->exporters);
	o->clients = o->slices = 1;
	o->slice = o->session_us = o->hold_us = o->start_at_us = 0;
	o->step.step = 0;
	o->duration_us = CHECK_US;
}

static void
shape(struct options *o)
{
	int64_t most;

	if (o->load.n > 0) {
		if (o->clients > 0 || o->step.step > 0)
			misuse("--load says how many clients: leave out "
			    "--clients and --step");
		o->clients = o->load.most;
		most = load_steepest(&o->load);
		if (o->rate_micro == 0)
			o->rate_micro = most > RATE_DEFAULT ? most :
			    RATE_DEFAULT;
		return;
	}
	if (o->step.step > 0 && o->clients == 0)
		misuse("--step goes up to --clients, which is not given");
	if (o->clients == 0)
		o->clients = 1;
	if (o->rate_micro == 0)
		o->rate_micro = RATE_DEFAULT;
	if (o->step.step == 0)
		load_ramp(&o->load, o->clients, o->rate_micro);
	else if (load_steps(&o->load, o->step, o->clients,
	    o->rate_micro) != 0)
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
options_read(struct options *o, int argc, char **argv)
{
	int letter;

	*o = (struct options){
		.jitter_us = 200000, .slices = 1,
		.target_us = 6 * SECOND_US, .timeout_us = 15 * SECOND_US,
		.grace_us = 5 * SECOND_US, .max_restarts = -1,
		.backoff = { 250000, 5 * SECOND_US, 1700000 },
		.reconnect_delay_s = 5, .segment_retries = 3,
		.origin_us = 2 * SECOND_US,
		.buffer_bytes = 8 << 20, .user_agent = "hls-swarm/" VERSION,
		.ffmpeg = "ffmpeg", .loglevel = "trace",
		/* Positive, so that --seed takes what the record shows. */
		.seed = (uint64_t)clock_stamp() ^ (uint64_t)getpid() << 32,
	};
	o->seed &= INT64_MAX;
	while ((letter = opt_next(&options_program, argc, argv)) != -1) {
		take_load(o, letter);
		take_life(o, letter);
		take_play(o, letter);
		take_origin(o, letter);
		take_run(o, letter);
		typed_option(&o->typed, letter);
	}
	operands(o, argc, argv);
	typed_words(&o->typed, o, argv + optind);
	check_urls(o);
	value_resolve_bare(o);
	if (o->proxy != NULL && o->nrules > 0)
		misuse("--proxy and --resolve exclude each other");
	if (o->check)
		make_check(o);
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
	sbuf_free(&o->headers);
	sbuf_free(&o->labels);
	sbuf_free(&o->typed);
	free(o->rules);
}
