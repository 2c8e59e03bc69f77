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

#include "opt/opt.h"

struct options;

/* Appends an option, with its argument unless that is NULL. */
void typed_option(struct sbuf *b, const struct opt *o, const char *text);

/*
 * What is shown of a header. Its name stays: that there is an Authorization is
 * no secret.
 */
void typed_header(struct sbuf *b, struct slice line);

/* Appends the words that are no options, from first on, once o has them. */
void typed_words(struct sbuf *b, const struct options *o, char **first);

#endif
