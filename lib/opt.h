/*
 * Options: one table per program drives parsing and --help, on getopt_long.
 * Every option has a long name; -h --help and -V --version come for free.
 */
#ifndef OPT_H
#define OPT_H

#include <stddef.h>
#include <stdint.h>

/* Values of opt.letter for options without a letter start here. */
#define OPT_LONG 256

struct opt {
	int letter;		/* what opt_next returns */
	const char *name;	/* long name, without the dashes */
	const char *arg;	/* its argument's name in --help, or NULL; with
				 * a leading [= it may be left out, and optarg
				 * is NULL then: "[=N]" */
	const char *help;	/* one line */
};

/* A row of the table that is no option: a heading of --help. */
#define OPT_HEADING(text) { 0, NULL, NULL, text }

/* What another program calls it: "-name" is answered with what ours is. */
struct opt_alias {
	const char *name;	/* without dashes */
	const char *ours;
};

struct program {
	const char *name;
	const char *summary;	/* one line: what it is */
	const char *synopsis;	/* behind the name, as in the page; lines */
	const char *examples;	/* lines, each ended by a newline */
	const struct opt *opts;
	size_t nopts;
	const struct opt_alias *aliases;
	size_t naliases;
	int no_page;		/* there is no manual page to point to */
};

/*
 * The next option's letter, its argument in optarg, or -1 at the end, with
 * optind at the first operand. Ends the program with 0 after --help and
 * --version, with 2 and a message after a wrong option.
 */
int opt_next(const struct program *p, int argc, char **argv);

/*
 * optarg of the option just returned, read strictly. A wrong value ends the
 * program with 2 and a message that names the option and the range.
 */
int64_t opt_int(int64_t lo, int64_t hi);
int64_t opt_duration(int64_t lo_us, int64_t hi_us);	/* microseconds */
int64_t opt_rate(int64_t lo, int64_t hi);		/* millionths */
/* The index in names (ended by NULL) of the word given. */
int opt_choice(const char *const *names);

/* The name of the option just returned, "--clients", for messages. */
const char *opt_name(void);

/*
 * For a stream that would be a terminal: the usage, with the command that the
 * neighbouring stage would have, and exit 2.
 */
_Noreturn void opt_terminal(const struct program *p, const char *what);

#endif
