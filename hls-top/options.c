/*
 * The option table, and what excludes what.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "num.h"
#include "opt.h"
#include "options.h"
#include "term/glyph.h"

#define EVERY_MAX_US (86400 * SECOND_US)
/* A thousandth to a million times, in millionths. */
#define SPEED_MIN INT64_C(1000)
#define SPEED_MAX (1000000 * INT64_C(1000000))

enum { O_COLOUR = OPT_LONG, O_ASCII, O_EVERY, O_REPLAY };

static const struct opt opts[] = {
	{ 'b', "batch", NULL, "print one line per block, draw nothing" },
	{ '1', "page", NULL, "print one page, at the end of the input" },
	{ O_EVERY, "every", "DURATION",
	    "print one line per so much of the run (1s)" },
	{ 'w', "window", "WINDOW",
	    "1s, 10s, 30s, 60s, 300s or all (60s; lines 1s, -1 all)" },
	{ O_REPLAY, "replay", "SPEED",
	    "pace a stored stream: 1, 10, 0.5; max as it comes" },
	{ O_COLOUR, "color", "WHEN", "auto, always or never (auto)" },
	{ O_ASCII, "ascii", NULL, "draw with nothing but ASCII" },
};

static const struct program program = {
	.name = "hls-top",
	.summary = "watch a stat stream on the terminal",
	.synopsis =
	"[-w WINDOW] [--replay SPEED] [options]\n"
	"-b [--every DURATION] [-w WINDOW] [--replay SPEED]\n"
	"-1 [-w WINDOW] [--ascii]",
	.examples =
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-top\n"
	"  hls-spawn -n 50 URL | hls-parse | hls-agg | hls-top -b --every 10s\n"
	"  hls-parse < run.raw | hls-agg -q | hls-top -1\n"
	"  hls-top --replay 10 < run.stat\n",
	.opts = opts,
	.nopts = COUNT(opts),
};

static const char *const colour_words[] = { "auto", "always", "never", NULL };

static int64_t
speed(void)
{
	struct slice s = { optarg, strlen(optarg) };
	int64_t v;

	if (slice_eq(s, SLICE("max")))
		return 0;
	if (num_micro(s, &v) != 0 || v < SPEED_MIN || v > SPEED_MAX)
		misuse("%s: \"%s\" is neither max nor a number "
		    "(0.001 to 1000000)", opt_name(), optarg);
	return v;
}

static void
take(struct options *o, int letter)
{
	switch (letter) {
	case 'b':
		o->batch = 1;
		break;
	case '1':
		o->page = 1;
		break;
	case O_EVERY:
		o->every_us = opt_duration(SECOND_US, EVERY_MAX_US);
		break;
	case 'w':
		o->window = opt_choice(block_windows);
		break;
	case O_REPLAY:
		o->replay = 1;
		o->speed = speed();
		break;
	case O_COLOUR:
		o->colour = opt_choice(colour_words);
		break;
	case O_ASCII:
		o->ascii = 1;
		break;
	}
}

static void
check(const struct options *o)
{
	if (o->page && o->every_us > 0)
		misuse("--page and --every exclude each other");
	if (o->page && o->replay)
		misuse("--page and --replay exclude each other");
}

void
options_read(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){ .window = -1 };
	while ((c = opt_next(&program, argc, argv)) != -1)
		take(o, c);
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	check(o);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
	o->batch |= o->page || o->every_us > 0;
	if (o->every_us == 0)
		o->every_us = SECOND_US;
}

struct screen_look
options_look(const struct options *o)
{
	const char *no_color = getenv("NO_COLOR");
	int without = no_color != NULL && *no_color != '\0';

	return (struct screen_look){
		.window = o->window >= 0 ? (enum block_window)o->window :
		    W_60S,
		.colour = o->colour == 1 || (o->colour == 0 && !without),
		.utf8 = !o->ascii && glyph_locale() };
}
