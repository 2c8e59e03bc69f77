/*
 * The rows, --help, and the strict readers of what is the same in many rows.
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "die.h"
#include "num.h"
#include "opt.h"

#define HELP_COLUMN 28

const struct opt *
opt_row(const struct program *p, size_t i)
{
	static const struct opt own[] = {
		{ .letter = 'h', .name = "--help", .help = "print this help" },
		{ .letter = 'V', .name = "--version",
		    .help = "print the version" },
	};

	if (i < p->nopts)
		return &p->opts[i];
	i -= p->nopts;
	return i < COUNT(own) ? &own[i] : NULL;
}

static void
print_option(const struct opt *o)
{
	const char *arg = o->arg ? o->arg : "";
	const char *gap = *arg != '\0' && *arg != '[' ? " " : "";
	char letter[8] = "";
	int n;

	if (o->name == NULL) {
		printf("\n%s:\n", o->help);
		return;
	}
	if (o->letter != 0)
		snprintf(letter, sizeof(letter), "-%c,", o->letter);
	n = printf("  %-3s %s%s%s", letter, o->name, gap, arg);
	if (n >= HELP_COLUMN) {
		printf("\n");
		n = 0;
	}
	printf("%*s%s", HELP_COLUMN - n, "", o->help);
	if (o->value != NULL)
		printf(" (%s)", o->value);
	printf("\n");
}

/* The examples, and a line of usage for each line of the synopsis. */
static void
print_usage(FILE *to, const struct program *p)
{
	struct slice rest = slice_str(p->synopsis);

	fprintf(to, "Examples:\n%s\nUsage:\n", p->examples);
	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		fprintf(to, "  %s %.*s\n", p->name, (int)line.n, line.p);
	}
}

void
opt_help(const struct program *p)
{
	const struct opt *o;
	size_t i;

	printf("%s: %s\n\n", p->name, p->summary);
	print_usage(stdout, p);
	if (p->nopts == 0 || p->opts[0].name != NULL)
		printf("\nOptions:\n");
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		print_option(o);
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

void
opt_set(const struct opt *o, const char *text, void *to)
{
	(void)text;
	*(int *)to = (int)o->lo;
}

void
opt_int(const struct opt *o, const char *text, void *to)
{
	if (num_int(slice_str(text), o->lo, o->hi, to) != 0)
		misuse("%s: \"%s\" is not a whole number (%lld to %lld)",
		    o->name, text, (long long)o->lo, (long long)o->hi);
}

void
opt_duration(const struct opt *o, const char *text, void *to)
{
	int64_t us;

	if (num_duration(slice_str(text), &us) != 0 || us < o->lo ||
	    us > o->hi)
		misuse("%s: \"%s\" is not a duration such as 250ms, 2s or 5m "
		    "(%lldms to %llds)", o->name, text,
		    (long long)(o->lo / 1000), (long long)(o->hi / SECOND_US));
	*(int64_t *)to = us;
}

void
opt_rate(const struct opt *o, const char *text, void *to)
{
	int64_t v;

	if (num_rate(slice_str(text), &v) != 0 || v < o->lo || v > o->hi)
		misuse("%s: \"%s\" is not a rate per second (%g to %g)",
		    o->name, text, (double)o->lo / 1e6, (double)o->hi / 1e6);
	*(int64_t *)to = v;
}

void
opt_text(const struct opt *o, const char *text, void *to)
{
	(void)o;
	*(const char **)to = text;
}

void
opt_word(const struct opt *o, const char *text, void *to)
{
	struct sbuf all = { 0 };
	int i;

	for (i = 0; o->words[i] != NULL; i++) {
		if (strcmp(o->words[i], text) == 0) {
			sbuf_free(&all);
			*(int *)to = i;
			return;
		}
		sbuf_printf(&all, "%s%s", i ? ", " : "", o->words[i]);
	}
	sbuf_char(&all, '\0');
	misuse("%s: \"%s\" is none of %s", o->name, text, all.p);
}
