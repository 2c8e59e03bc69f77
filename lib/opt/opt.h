/*
 * Options: each is one row of its program's table, which drives parsing,
 * --help and the completions. A row says who reads the value and where it
 * goes; no other place knows. Every option has a long name; -h --help and
 * -V --version come for free.
 */
#ifndef OPT_H
#define OPT_H

#include <stddef.h>
#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

struct opt;
/* Reads text, NULL if there is none, into *to. */
typedef void opt_reader(const struct opt *o, const char *text, void *to);

struct opt {
	int letter;		/* or 0 */
	const char *name;	/* as it is typed, "--clients" */
	const char *arg;	/* its argument's name in --help, or NULL; with
				 * a leading [= it may be left out: "[=N]" */
	const char *value;	/* what it is if not given, or NULL; --help
				 * shows it behind the line of help */
	const char *help;
	opt_reader *read;	/* see below */
	size_t to;		/* where in the program's struct options */
	int64_t lo, hi;		/* of the value */
	const char *const *words;	/* it is one of them, ended by NULL */
	size_t given;		/* an int there becomes 1; 0: none does */
	int is_file;		/* the argument is a path */
	/* How the value goes into a record; NULL: without secrets of URLs. */
	void (*hide)(struct sbuf *b, struct slice value);
};

/* A row of the table that is no option: a heading of --help. */
#define OPT_HEADING(text) { .help = (text) }

/*
 * The rest of a row, by what the member m of struct options becomes: 1 or
 * another int; an int64_t, also as microseconds or millionths; a text; the
 * index of a word; or what a reader makes of it, of the member or of all.
 */
#define OPT_FLAG(m) OPT_SET(m, 1)
#define OPT_SET(m, v) OPT_INTO(opt_set, int, m), .lo = (v)
#define OPT_INT(m, l, h) OPT_INTO(opt_int, int64_t, m), .lo = (l), .hi = (h)
#define OPT_DURATION(m, l, h) \
	OPT_INTO(opt_duration, int64_t, m), .lo = (l), .hi = (h)
#define OPT_RATE(m, l, h) OPT_INTO(opt_rate, int64_t, m), .lo = (l), .hi = (h)
#define OPT_TEXT(m) OPT_INTO(opt_text, const char *, m)
#define OPT_FILE(m) OPT_TEXT(m), .is_file = 1
#define OPT_WORD(m, list) \
	.read = opt_word, .words = (list), .to = _Generic( \
	    ((struct options *)0)->m, int: offsetof(struct options, m), \
	    unsigned: offsetof(struct options, m))
#define OPT_READ(m, reader) .read = (reader), .to = offsetof(struct options, m)
#define OPT_ALL(reader) .read = (reader)
/* Beside it, an int that tells whether the option was given. */
#define OPT_GIVEN(m) .given = OPT_TO(int, m)

/* A member of another type does not compile. */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type has none */
#define OPT_TO(type, m) _Generic(((struct options *)0)->m, \
	type: offsetof(struct options, m))
/* NOLINTEND(bugprone-macro-parentheses) */
#define OPT_INTO(reader, type, m) .read = (reader), .to = OPT_TO(type, m)

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
	int takes_files;	/* its operands are paths */
	int no_page;		/* there is no manual page to point to */
};

/* Row i, those of --help and --version being the last; NULL behind them. */
const struct opt *opt_row(const struct program *p, size_t i);

/* Prints --help and ends the program with 0. */
_Noreturn void opt_help(const struct program *p);

/*
 * For a stream that would be a terminal: the usage, with the command that the
 * neighbouring stage would have, and exit 2.
 */
_Noreturn void opt_terminal(const struct program *p, const char *what);

/*
 * The readers, strict: a wrong value ends the program with 2 and a message
 * that names the option and the range.
 */
opt_reader opt_set, opt_int, opt_duration, opt_rate, opt_text, opt_word;

#endif
