/*
 * Examples first, then the usage as in the page, then the rows.
 */
#include <stdio.h>
#include <stdlib.h>

#include "die.h"
#include "opt_help.h"

#define HELP_COLUMN 28

static void
print_help(const struct opt *o)
{
	if (o->value != NULL)
		printf("%s (%s)\n", o->help, o->value);
	else
		printf("%s\n", o->help);
}

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
	if (o->letter != 0)
		snprintf(left, sizeof(left), "  -%c, %s%s%s", o->letter,
		    o->name, gap, arg);
	else
		snprintf(left, sizeof(left), "      %s%s%s", o->name, gap,
		    arg);
	if (strlen(left) < HELP_COLUMN)
		printf("%-*s", HELP_COLUMN, left);
	else
		printf("%s\n%*s", left, HELP_COLUMN, "");
	print_help(o);
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
