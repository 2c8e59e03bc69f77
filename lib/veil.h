/*
 * Values of a table out of text: hls-spawn's --values, which may stand anywhere
 * in a URL, also where no syntax tells that something is secret.
 */
#ifndef VEIL_H
#define VEIL_H

#include "sbuf.h"

/*
 * Secrets are lines of three parts with tabs between them: what stands before a
 * value, the value, and what stands behind it, up to a byte that parts a URL.
 * The outer two may be empty; "news\tk3\t-hd" is of "/news" + "k3" + "-hd/".
 *
 * Appends text to b with "*" for each value that stands so as a whole, and for
 * each of eight bytes or more wherever it stands. Bytes of a value that the
 * text has %-escaped are the same.
 */
void veil(struct sbuf *b, struct slice text, struct slice secrets);

/* Adds such a line; an empty value is none. */
void veil_add(struct sbuf *secrets, struct slice before, struct slice value,
    struct slice behind);

/* What parts a URL, and so begins or ends what stands as a whole. */
int veil_parts(char c);

#endif
