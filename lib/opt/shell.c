/*
 * The option table in the languages of three shells. Names of options and
 * words need no quotes; in other text "'" and what the language asks for do.
 */
#include <stdio.h>
#include <stdlib.h>

#include "die.h"
#include "shell.h"

#define BASH_FILES "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
#define BASH_WORDS "\t\tmapfile -t COMPREPLY < <(compgen -W '"

/* An argument that must be there; bash and fish know no other. */
static int
has_arg(const struct opt *o)
{
	return o->arg != NULL && *o->arg != '[';
}

/* The words that its argument may be, if there are such. */
static void
put_words(const char *before, const struct opt *o, const char *behind)
{
	const char *const *w;

	if (o->words == NULL)
		return;
	for (w = o->words; *w != NULL; w++)
		printf("%s%s", w > o->words ? " " : before, *w);
	printf("%s", behind);
}

/* Inside of '', with a backslash before each byte of escaped. */
static void
put_text(const char *s, const char *escaped)
{
	for (; *s != '\0'; s++) {
		if (strchr(escaped, *s) != NULL)
			printf("\\%c", *s);
		else if (*s == '\'')
			printf("'\\''");
		else
			putchar(*s);
	}
}

static void
put_help(const struct opt *o, const char *escaped)
{
	put_text(o->help, escaped);
	if (o->value == NULL)
		return;
	printf(" (");
	put_text(o->value, escaped);
	printf(")");
}

/* What stands behind an option with an argument. */
static void
bash_argument(const struct opt *o)
{
	printf("\t");
	if (o->letter != 0)
		printf("-%c|", o->letter);
	printf("%s)\n", o->name);
	if (o->is_file)
		printf("\t\t" BASH_FILES);
	put_words(BASH_WORDS, o, "' -- \"$cur\")\n");
	printf("\t\t;;\n");
}

/* "=" is a word of its own there. */
static void
put_bash(const struct program *p)
{
	const struct opt *o;
	size_t i;

	printf("# %s\n_%s()\n{\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} i=$((COMP_CWORD - 1))\n\n"
	    "\tif [[ \" ${COMP_WORDS[*]:0:i + 1} \" == *\" -- \"* ]]; then\n"
	    "\t\t" BASH_FILES "\t\treturn\n\tfi\n"
	    "\tif [[ $cur == = ]]; then\n\t\tcur=\n"
	    "\telif [[ ${COMP_WORDS[i]} == = ]]; then\n\t\t((i--))\n\tfi\n"
	    "\tCOMPREPLY=()\n\tcase ${COMP_WORDS[i]} in\n", p->name, p->name);
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (has_arg(o))
			bash_argument(o);
	printf("\t*)\n\t\tif [[ $cur == -* ]]; then\n"
	    "\t" BASH_WORDS);
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (o->name != NULL)
			printf("%s%s", i > 0 ? " " : "", o->name);
	printf("' -- \"$cur\")\n");
	if (p->takes_files)
		printf("\t\telse\n\t\t\t" BASH_FILES);
	printf("\t\tfi\n\t\t;;\n\tesac\n}\n"
	    "complete -o filenames -F _%s %s\n", p->name, p->name);
}

/* "-n+" and "--clients=": the argument may be in the same word. */
static void
zsh_names(const struct opt *o)
{
	const char *with = !has_arg(o) ? o->arg != NULL ? "=-" : "" : "=";

	printf(" \\\n\t");
	if (has_arg(o))
		printf("'*'");
	else if (o->letter != 0)
		printf("'(-%c %s)'", o->letter, o->name);
	if (o->letter != 0)
		printf("{-%c%s,%s%s}", o->letter, has_arg(o) ? "+" : "",
		    o->name, with);
	else
		printf("%s%s", o->name, with);
}

static void
zsh_option(const struct opt *o)
{
	static const char special[] = "[]:\\";

	zsh_names(o);
	printf("'[");
	put_help(o, special);
	printf("]");
	if (o->arg != NULL) {
		printf(has_arg(o) ? ":" : "::");
		put_text(o->arg, special);
		printf(":");
		put_words("(", o, ")");
		if (o->words == NULL)
			printf(o->is_file ? "_files" : " ");
	}
	printf("'");
}

static void
put_zsh(const struct program *p)
{
	const struct opt *o;
	size_t i;

	printf("#compdef %s\n_arguments -s -S :", p->name);
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (o->name != NULL)
			zsh_option(o);
	printf("%s\n", p->takes_files ? " \\\n\t'*:file:_files'" : "");
}

static void
fish_option(const struct program *p, const struct opt *o)
{
	printf("complete -c %s", p->name);
	if (o->letter != 0)
		printf(" -s %c", o->letter);
	printf(" -l %s", o->name + 2);
	if (has_arg(o))
		printf(o->is_file ? " -r -F" : " -x");
	put_words(" -a '", o, "'");
	printf(" -d '");
	put_help(o, "\\'");
	printf("'\n");
}

static void
put_fish(const struct program *p)
{
	const struct opt *o;
	size_t i;

	printf("# %s\n", p->name);
	if (!p->takes_files)
		printf("complete -c %s -f\n", p->name);
	for (i = 0; (o = opt_row(p, i)) != NULL; i++)
		if (o->name != NULL)
			fish_option(p, o);
}

void
opt_shell(const struct program *p, const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		put_bash(p);
	else if (strcmp(shell, "zsh") == 0)
		put_zsh(p);
	else if (strcmp(shell, "fish") == 0)
		put_fish(p);
	else
		misuse("--completion: \"%s\" is none of bash, zsh, fish",
		    shell);
	if (fflush(stdout) != 0)
		die_errno("standard output");
	exit(0);
}
