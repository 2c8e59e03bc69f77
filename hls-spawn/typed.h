/*
 * The command line as the report shows it: what was typed, quoted for a shell
 * and without its secrets. It is made from what getopt understood, not from
 * the words, so that no way to write an option (-Hx, --head=x) gets around it.
 *
 * Left out are userinfo and query values of URLs, the values of headers, and
 * the arguments of another command than FFmpeg: what they mean, nobody knows.
 * Options have their letter where there is one.
 */
#ifndef TYPED_H
#define TYPED_H

#include "sbuf.h"

struct options;

/* Appends the option that opt_next has just returned, with its value. */
void typed_option(struct sbuf *b, int letter);

/* Appends the words that are no options, from first on, once o has them. */
void typed_words(struct sbuf *b, const struct options *o, char **first);

#endif
