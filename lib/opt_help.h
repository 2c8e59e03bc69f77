/*
 * --help, and the usage alone.
 */
#ifndef OPT_HELP_H
#define OPT_HELP_H

#include "opt.h"

/* Prints --help and ends the program with 0. */
_Noreturn void opt_help(const struct program *p);

/*
 * For a stream that would be a terminal: the usage, with the command that the
 * neighbouring stage would have, and exit 2.
 */
_Noreturn void opt_terminal(const struct program *p, const char *what);

#endif
