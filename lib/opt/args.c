/*
 * What getopt_long wants to know of a table, and what is wrong with a word.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "args.h"
#include "die.h"
#include "ealloc.h"
#include "nearest.h"
#include "shell.h"

/* What getopt_long returns for row i without a letter is behind these. */
#define LETTERS 256

/* The two forms getopt_long wants: "+:n:hV" and an array ended by zeros. */
static void
prepare(const struct program *p, struct sbuf *letters, struct option *longs)
{
	const struct opt *o;
	size_t i;

	sbuf_str(letters, "+:");
	for (i = 0; (o = opt_row(p, i)) != NULL; i++) {
		if (o->name == NULL)
			continue;
		*longs++ = (struct option){ o->name + 2, o->arg == NULL ?
			no_argument : *o->arg == '[' ? optional_argument :
			required_argument, NULL,
			o->letter ? o->letter : LETTERS + (int)i };
		if (o->letter == 0)
			continue;
		sbuf_char(letters, (char)o->letter);
		if (o->arg != NULL)
			sbuf_char(letters, ':');
	}
	sbuf_char(letters, '\0');
}

/* The row that getopt_long returned c for, or NULL. */
static const struct opt *
row_of(const struct program *p, int c)
{
	const struct opt *o;
	size_t i;

	if (c >= LETTERS)
		return opt_row(p, (size_t)(c - LETTERS));
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (o->name != NULL && o->letter == c)
			return o;
	return NULL;
}

/*
 * What other programs call an option; and "-clients 5", which would be read as
 * the letters c, l, i ...
 */
static void
check_word(const struct program *p, const char *typed)
{
	struct slice s = { typed, strcspn(typed, "=") };
	struct slice word = slice_from(s, strspn(typed, "-"));
	const char *ours = NULL;
	const struct opt *o;
	size_t i;

	for (i = 0; i < p->naliases && ours == NULL; i++)
		if (slice_eq(word, slice_str(p->aliases[i].name)))
			ours = p->aliases[i].ours;
	for (o = p->opts; o < p->opts + p->nopts && ours == NULL; o++)
		if (o->name != NULL && typed[1] != '-' && word.n > 1 &&
		    slice_eq(word, slice_str(o->name + 2)))
			ours = o->name;
	if (ours != NULL)
		misuse("%.*s: unknown option; here it is %s", (int)s.n, s.p,
		    ours);
}

static void *
member(void *options, size_t at)
{
	return (char *)options + at;
}

/* What the user typed, for messages: -x or the word itself. */
static const char *
typed(char **argv)
{
	static char letter[3] = "-";

	if (optopt > 0 && optopt < LETTERS && optopt != '?') {
		letter[1] = (char)optopt;
		return letter;
	}
	return argv[optind - 1];
}

static _Noreturn void
unknown(const struct program *p, const char *word)
{
	struct nearest near = { .typed = { word, strcspn(word, "=") } };
	const struct opt *o;
	size_t i;

	/* One that needs edits to half of the letters is not near. */
	if (strncmp(word, "--", 2) == 0)
		near.edits = (near.typed.n - 2) / 2 + 1;
	if (near.edits > NEAREST_EDITS)
		near.edits = NEAREST_EDITS;
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (o->name != NULL)
			nearest_try(&near, o->name);
	misuse("%s: unknown option%s%s", word, *near.name != '\0' ?
	    "; the nearest is " : "", near.name);
}

/* What is done before the first option is read. */
static void
start(const struct program *p, void *options, int argc, char **argv)
{
	const struct opt *o;
	int i;

	if (argc == 3 && strcmp(argv[1], "--completion") == 0)
		opt_shell(p, argv[2]);
	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (argv[i][0] == '-')
			check_word(p, argv[i]);
	for (o = p->opts; o < p->opts + p->nopts; o++)
		if (o->value != NULL)
			o->read(o, o->value, member(options, o->to));
}

const struct opt *
args_next(const struct program *p, void *options, int argc, char **argv)
{
	static struct option *longs;
	static struct sbuf letters;
	const struct opt *o;
	int c;

	if (longs == NULL) {
		start(p, options, argc, argv);
		longs = ezalloc(p->nopts + 3, sizeof(*longs));
		prepare(p, &letters, longs);
	}
	c = getopt_long(argc, argv, letters.p, longs, NULL);
	switch (c) {
	case -1:
		return NULL;
	case 'h':
		opt_help(p);
	case 'V':
		printf("%s %s\n", p->name, VERSION);
		exit(fflush(stdout) != 0);
	case ':':
		misuse("%s: needs a value", typed(argv));
	case '?':
		if (optopt != 0 && row_of(p, optopt) != NULL)
			misuse("%s: takes no value", argv[optind - 1]);
	}
	o = row_of(p, c);
	if (o == NULL)
		unknown(p, typed(argv));
	o->read(o, optarg, member(options, o->to));
	if (o->given > 0)
		*(int *)member(options, o->given) = 1;
	return o;
}

void
args_read(const struct program *p, void *options, int argc, char **argv)
{
	while (args_next(p, options, argc, argv) != NULL)
		continue;
}
