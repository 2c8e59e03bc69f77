/*
 * What shells complete a program's options with.
 */
#ifndef SHELL_H
#define SHELL_H

#include "opt.h"

/*
 * Prints the completion file of the program for bash, zsh or fish and ends the
 * program with 0; with 2 for another shell.
 */
_Noreturn void opt_shell(const struct program *p, const char *shell);

#endif
