/*
 * The option table's two readers, getopt_long and --help, and strict values.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "opt.h"
#include "sbuf.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

#define HELP_COLUMN 28

static char current[64];

static void
print_option(const struct opt *o)
{
	const char *arg = o->arg ? o->arg : "";
	const char *gap = *arg != '\0' && *arg != '[' ? " " : "";
	char left[128];

	if (o->name == NULL) {
		printf("\n%s:\n", o->help);
		return;
	}
	if (o->letter < OPT_LONG)
		snprintf(left, sizeof(left), "  -%c, --%s%s%s", o->letter,
		    o->name, gap, arg);
	else
		snprintf(left, sizeof(left), "      --%s%s%s", o->name, gap,
		    arg);
	if (strlen(left) < HELP_COLUMN)
		printf("%-*s%s\n", HELP_COLUMN, left, o->help);
	else
		printf("%s\n%*s%s\n", left, HELP_COLUMN, "", o->help);
}

/* The examples, and a line of usage for each line of the synopsis. */
static void
print_usage(FILE *to, const struct program *p)
{
	const char *s = p->synopsis;

	fprintf(to, "Examples:\n%s\nUsage:\n", p->examples);
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		fprintf(to, "  %s %.*s\n", p->name, (int)n, s);
		s += n + (s[n] != '\0');
	}
}

static _Noreturn void
help(const struct program *p)
{
	static const struct opt own[] = {
		{ 'h', "help", NULL, "print this help" },
		{ 'V', "version", NULL, "print the version" },
	};
	size_t i;

	printf("%s: %s\n\n", p->name, p->summary);
	print_usage(stdout, p);
	if (p->nopts == 0 || p->opts[0].name != NULL)
		printf("\nOptions:\n");
	for (i = 0; i < p->nopts; i++)
		print_option(&p->opts[i]);
	for (i = 0; i < COUNT(own); i++)
		print_option(&own[i]);
	if (!p->no_page)
		printf("\nThe whole story: man %s\n", p->name);
	if (fflush(stdout) != 0)
		die_errno("standard output");
	exit(0);
}

void
opt_terminal(const struct program *p, const char *what)
{
	fprintf(stderr, "%s: %s\n\n", p->name, what);
	print_usage(stderr, p);
	exit(2);
}

/* The two forms getopt_long wants: "+:n:hV" and an array ended by zeros. */
static void
prepare(const struct program *p, struct sbuf *letters, struct option *longs)
{
	size_t i, n = 0;

	sbuf_str(letters, "+:");
	for (i = 0; i < p->nopts; i++) {
		const struct opt *o = &p->opts[i];

		if (o->name == NULL)
			continue;
		longs[n++] = (struct option){ o->name, o->arg == NULL ?
			no_argument : *o->arg == '[' ? optional_argument :
			required_argument, NULL, o->letter };
		if (o->letter >= OPT_LONG)
			continue;
		sbuf_char(letters, (char)o->letter);
		if (o->arg != NULL)
			sbuf_char(letters, ':');
	}
	longs[n] = (struct option){ "help", no_argument, NULL, 'h' };
	longs[n + 1] = (struct option){ "version", no_argument, NULL, 'V' };
	sbuf_str(letters, "hV");
	sbuf_char(letters, '\0');
}

static int
is_word(const char *typed, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(typed, name, n) == 0;
}

/* "-clients 5" would be read as the letters c, l, i ... */
static void
check_word(const struct program *p, const char *word)
{
	size_t i, n = strcspn(word, "=");

	for (i = 0; i < p->nopts; i++)
		if (p->opts[i].name != NULL && n > 1 &&
		    is_word(word, n, p->opts[i].name))
			misuse("-%.*s: unknown option; here it is --%s",
			    (int)n, word, p->opts[i].name);
}

static void
check_alias(const struct program *p, const char *typed)
{
	const char *word = typed + strspn(typed, "-");
	size_t i, n = strcspn(word, "=");

	for (i = 0; i < p->naliases; i++)
		if (is_word(word, n, p->aliases[i].name))
			misuse("%.*s: unknown option; here it is %s",
			    (int)strcspn(typed, "="), typed,
			    p->aliases[i].ours);
}

static void
check_words(const struct program *p, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (argv[i][0] != '-')
			continue;
		check_alias(p, argv[i]);
		if (argv[i][1] != '-')
			check_word(p, argv[i] + 1);
	}
}

/* What the user typed, for messages: -x or the word itself. */
static const char *
typed(char **argv)
{
	static char letter[3] = "-";

	if (optopt > 0 && optopt < OPT_LONG && optopt != '?') {
		letter[1] = (char)optopt;
		return letter;
	}
	return argv[optind - 1];
}

static int
is_known(const struct program *p, int letter)
{
	size_t i;

	for (i = 0; i < p->nopts; i++)
		if (p->opts[i].name != NULL && p->opts[i].letter == letter)
			return 1;
	return letter == 'h' || letter == 'V';
}

static void
remember(const struct program *p, int letter)
{
	size_t i;

	for (i = 0; i < p->nopts; i++)
		if (p->opts[i].name != NULL && p->opts[i].letter == letter)
			snprintf(current, sizeof(current), "--%s",
			    p->opts[i].name);
}

int
opt_next(const struct program *p, int argc, char **argv)
{
	static struct option *longs;
	static struct sbuf letters;
	int c;

	if (longs == NULL) {
		longs = ezalloc(p->nopts + 3, sizeof(*longs));
		prepare(p, &letters, longs);
		check_words(p, argc, argv);
	}
	c = getopt_long(argc, argv, letters.p, longs, NULL);
	switch (c) {
	case 'h':
		help(p);
	case 'V':
		printf("%s %s\n", p->name, VERSION);
		exit(fflush(stdout) != 0);
	case ':':
		misuse("%s: needs a value", typed(argv));
	case '?':
		if (optopt != 0 && is_known(p, optopt))
			misuse("%s: takes no value", argv[optind - 1]);
		misuse("%s: unknown option", typed(argv));
	default:
		remember(p, c);
		return c;
	}
}

const char *
opt_name(void)
{
	return current;
}

int64_t
opt_int(int64_t lo, int64_t hi)
{
	struct slice s = { optarg, strlen(optarg) };
	int64_t v;

	if (num_int(s, lo, hi, &v) != 0)
		misuse("%s: \"%s\" is not a whole number (%lld to %lld)",
		    current, optarg, (long long)lo, (long long)hi);
	return v;
}

int64_t
opt_duration(int64_t lo_us, int64_t hi_us)
{
	struct slice s = { optarg, strlen(optarg) };
	int64_t us;

	if (num_duration(s, &us) != 0 || us < lo_us || us > hi_us)
		misuse("%s: \"%s\" is not a duration such as 250ms, 2s or 5m "
		    "(%lldms to %llds)", current, optarg,
		    (long long)(lo_us / 1000), (long long)(hi_us / SECOND_US));
	return us;
}

int64_t
opt_rate(int64_t lo, int64_t hi)
{
	struct slice s = { optarg, strlen(optarg) };
	int64_t v;

	if (num_rate(s, &v) != 0 || v < lo || v > hi)
		misuse("%s: \"%s\" is not a rate per second (%g to %g)",
		    current, optarg, (double)lo / 1e6, (double)hi / 1e6);
	return v;
}

int
opt_choice(const char *const *names)
{
	struct sbuf all = { 0 };
	int i;

	for (i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], optarg) == 0) {
			sbuf_free(&all);
			return i;
		}
		sbuf_printf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	sbuf_char(&all, '\0');
	misuse("%s: \"%s\" is none of %s", current, optarg, all.p);
}
