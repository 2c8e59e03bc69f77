/*
 * The option table, and what excludes what.
 */
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "num.h"
#include "opt/args.h"
#include "options.h"
#include "term/glyph.h"

/* A thousandth to a million times, in millionths. */
#define SPEED_MIN INT64_C(1000)
#define SPEED_MAX (1000000 * INT64_C(1000000))

static const char *const colour_words[] = { "auto", "always", "never", NULL };

static void
read_speed(const struct opt *o, const char *text, void *to)
{
	struct options *all = to;
	struct slice s = slice_str(text);

	all->replay = 1;
	all->speed = 0;
	if (slice_eq(s, SLICE("max")))
		return;
	if (num_micro(s, &all->speed) != 0 || all->speed < SPEED_MIN ||
	    all->speed > SPEED_MAX)
		misuse("%s: \"%s\" is neither max nor a number "
		    "(0.001 to 1000000)", o->name, text);
}

static const struct opt opts[] = {
	{ 'b', "--batch", NULL, NULL,
	    "print one line per block, draw nothing", OPT_FLAG(batch) },
	{ '1', "--page", NULL, NULL,
	    "print one page, at the end of the input", OPT_FLAG(page) },
	{ 0, "--every", "DURATION", "1s",
	    "print one line per so much of the run",
	    OPT_DURATION(every_us, SECOND_US, 86400 * SECOND_US),
	    OPT_GIVEN(every_given) },
	{ 'w', "--window", "WINDOW", NULL,
	    "1s, 10s, 30s, 60s, 300s or all (60s; lines DURATION, -1 all)",
	    OPT_WORD(window, block_windows) },
	{ 0, "--replay", "SPEED", NULL,
	    "pace a stored stream: 1, 10, 0.5; max as it comes",
	    OPT_ALL(read_speed) },
	{ 0, "--control", "FIFO", NULL,
	    "keys that change the load, by hls-spawn --control",
	    OPT_FILE(control) },
	{ 0, "--color", "WHEN", "auto", "auto, always or never",
	    OPT_WORD(colour, colour_words) },
	{ 0, "--ascii", NULL, NULL, "draw with nothing but ASCII",
	    OPT_FLAG(ascii) },
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

static void
check(const struct options *o)
{
	if (o->control != NULL && (o->page || o->batch || o->every_given ||
	    o->replay))
		misuse("--control is for the screen of a run: leave out "
		    "--batch, --page, --every and --replay");
	if (o->page && o->every_given)
		misuse("--page and --every exclude each other");
	if (o->page && o->replay)
		misuse("--page and --replay exclude each other");
}

void
options_read(struct options *o, int argc, char **argv)
{
	*o = (struct options){ .window = -1 };
	args_read(&program, o, argc, argv);
	if (optind < argc)
		misuse("%s: takes no operand", argv[optind]);
	check(o);
	if (isatty(STDIN_FILENO))
		opt_terminal(&program, "standard input is a terminal");
	o->batch |= o->page || o->every_given;
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
		.utf8 = !o->ascii && glyph_locale(),
		.control = o->control };
}
