/*
 * The option table and its values.
 */
#include <ctype.h>
#include <getopt.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "num.h"
#include "options.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

#define HOUR_US (3600 * SECOND_US)
#define DAYS_US (1000 * 24 * HOUR_US)
#define BUFFER_LEAST (64 << 10)
#define BUFFER_MOST (INT64_C(4) << 30)

const char options_version[] = VERSION;

enum {
	O_JITTER = OPT_LONG, O_VARIANT, O_AGENT, O_TIMEOUT, O_FFMPEG, O_LEVEL,
	O_ONCE, O_PRINT, O_SEED, O_GRACE, O_BUFFER,
};

static const struct opt table[] = {
	{ 'n', "clients", "N", "clients to run (1)" },
	{ 'r', "ramp-rate", "RATE", "starts per second (10)" },
	{ O_JITTER, "ramp-jitter", "TIME", "spread of each start (200ms)" },
	{ 'd', "duration", "TIME", "stop so long after the first start" },
	{ O_VARIANT, "variant", "WHICH",
	    "highest, lowest, first or all (highest)" },
	{ O_AGENT, "user-agent", "TEXT",
	    "\" (client ID)\" is appended (hls-swarm/VERSION)" },
	{ 'H', "header", "LINE",
	    "\"Name: value\" for each request; repeatable" },
	{ O_TIMEOUT, "timeout", "TIME", "give up a silent connection (15s)" },
	{ O_ONCE, "once", NULL, "a clean exit ends that viewer" },
	{ O_FFMPEG, "ffmpeg", "PATH", "the FFmpeg to run (ffmpeg)" },
	{ O_LEVEL, "loglevel", "LEVEL", "of FFmpeg (trace)" },
	{ O_GRACE, "grace", "TIME", "from TERM to KILL when stopping (5s)" },
	{ O_BUFFER, "buffer", "SIZE", "output queue for a slow reader (8M)" },
	{ O_SEED, "seed", "N", "repeat the run with this seed" },
	{ O_PRINT, "print-command", NULL, "print the command, run none" },
};

const struct program options_program = {
	.name = "hls-spawn",
	.summary = "runs a swarm of FFmpeg viewers of an HLS stream",
	.synopsis = "[options] URL\n[options] [URL] -- command [argument ...]",
	.examples =
	    "  hls-spawn -n 200 -r 20 -d 5m URL | hls-parse | hls-agg\n"
	    "  hls-spawn -n 200 URL | tee -i run.raw | hls-parse | hls-agg\n"
	    "  hls-spawn --print-command URL\n"
	    "  hls-spawn -n 5 URL -- curl -sN -o /dev/null {url}\n",
	.opts = table,
	.nopts = COUNT(table),
};

static const char *const variants[] = {
	"highest", "lowest", "first", "all", NULL
};

static const char *const levels[] = {
	"quiet", "panic", "fatal", "error", "warning", "info", "verbose",
	"debug", "trace", NULL
};

const char *
options_variant(enum variant v)
{
	return variants[v];
}

static int64_t
read_size(void)
{
	struct slice s = { optarg, strlen(optarg) };
	int64_t n;

	if (num_size(s, &n) != 0 || n < BUFFER_LEAST || n > BUFFER_MOST)
		misuse("%s: \"%s\" is not a size such as 512K or 8M "
		    "(64K to 4G)", opt_name(), optarg);
	return n;
}

/* Control bytes would end a header or a request line early. */
static int
has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 1;
	return 0;
}

static void
add_header(struct sbuf *b)
{
	const char *p = optarg;

	if (has_control(optarg))
		misuse("%s: line ends and control bytes are refused",
		    opt_name());
	/* A token of RFC 9110, 5.6.2. */
	while (isalnum((unsigned char)*p) ||
	    (*p != '\0' && strchr("!#$%&'*+-.^_`|~", *p) != NULL))
		p++;
	if (p == optarg || *p != ':')
		misuse("%s: \"%s\" is not \"Name: value\"", opt_name(),
		    optarg);
	sbuf_str(b, optarg);
	sbuf_str(b, "\r\n");
}

static const char *
read_agent(void)
{
	if (has_control(optarg))
		misuse("%s: line ends and control bytes are refused",
		    opt_name());
	return optarg;
}

static void
take(struct options *o, int letter)
{
	switch (letter) {
	case 'n': o->clients = opt_int(1, 100000); break;
	case 'r': o->rate_micro = opt_rate(1000, 100000000000); break;
	case 'd': o->duration_us = opt_duration(1000, DAYS_US); break;
	case 'H': add_header(&o->headers); break;
	case O_JITTER: o->jitter_us = opt_duration(0, HOUR_US); break;
	case O_VARIANT: o->variant = (enum variant)opt_choice(variants); break;
	case O_AGENT: o->user_agent = read_agent(); break;
	case O_TIMEOUT: o->timeout_us = opt_duration(1000, HOUR_US); break;
	case O_ONCE: o->once = 1; break;
	case O_FFMPEG: o->ffmpeg = optarg; break;
	case O_LEVEL: o->loglevel = levels[opt_choice(levels)]; break;
	case O_GRACE: o->grace_us = opt_duration(0, HOUR_US); break;
	case O_BUFFER: o->buffer_bytes = read_size(); break;
	case O_SEED: o->seed = (uint64_t)opt_int(0, INT64_MAX); break;
	case O_PRINT: o->print = 1; break;
	}
}

static void
check_url(const struct options *o)
{
	const char *u = o->url;

	if (u == NULL)
		return;
	if (has_control(u))
		misuse("the URL holds line ends or control bytes");
	if (o->command == NULL && strncmp(u, "http://", 7) != 0 &&
	    strncmp(u, "https://", 8) != 0)
		misuse("\"%s\" is no URL that begins with http:// or "
		    "https://", u);
}

static int
wants_url(char **command)
{
	for (; *command != NULL; command++)
		if (strstr(*command, "{url}") != NULL)
			return 1;
	return 0;
}

/* getopt_long has taken a "--" that stood before the URL's place. */
static void
operands(struct options *o, int argc, char **argv)
{
	int i = optind;

	if (i < argc && strcmp(argv[i - 1], "--") != 0)
		o->url = argv[i++];
	if (i < argc && o->url != NULL && strcmp(argv[i], "--") != 0)
		misuse("\"%s\": options go before the URL, a command "
		    "behind --", argv[i]);
	if (i < argc && o->url != NULL)
		i++;
	if (i > 1 && strcmp(argv[i - 1], "--") == 0)
		o->command = argv + i;
	if (o->command != NULL && *o->command == NULL)
		misuse("no command behind --");
	if (o->command == NULL && o->url == NULL)
		misuse("no URL");
	if (o->command != NULL && o->url == NULL && wants_url(o->command))
		misuse("the command has {url}, but no URL is given");
}

void
options_read(struct options *o, int argc, char **argv)
{
	int letter;

	*o = (struct options){
		.clients = 1, .rate_micro = 10000000, .jitter_us = 200000,
		.timeout_us = 15 * SECOND_US, .grace_us = 5 * SECOND_US,
		.buffer_bytes = 8 << 20, .user_agent = "hls-swarm/" VERSION,
		.ffmpeg = "ffmpeg", .loglevel = "trace",
		/* Positive, so that --seed takes what the record shows. */
		.seed = (uint64_t)clock_stamp() ^ (uint64_t)getpid() << 32,
	};
	o->seed &= INT64_MAX;
	while ((letter = opt_next(&options_program, argc, argv)) != -1)
		take(o, letter);
	operands(o, argc, argv);
	check_url(o);
}
