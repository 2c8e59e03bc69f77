/*
 * The command line, read as the option table says, on getopt_long.
 */
#ifndef ARGS_H
#define ARGS_H

#include "opt.h"

/*
 * Reads the next option into options, a program's struct options, and returns
 * its row, with its argument in optarg; NULL at the end, with optind at the
 * first operand. The first call reads the rows' own values before. Ends the
 * program with 0 after --help and --version, with 2 and a message after a
 * wrong option.
 *
 * "PROGRAM --completion SHELL" prints what completes its options, for make.
 */
const struct opt *args_next(const struct program *p, void *options, int argc,
    char **argv);

/* All of them. */
void args_read(const struct program *p, void *options, int argc, char **argv);

#endif
