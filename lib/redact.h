/*
 * Secrets out of text: the userinfo and the query values of every URL in it.
 */
#ifndef REDACT_H
#define REDACT_H

#include "sbuf.h"

/*
 * Appends s to b with user:password@ behind "://" left out, and each value
 * of a query (up to "&", "#", a quote or a blank) as "*".
 */
void redact(struct sbuf *b, struct slice s);

/* Whether a URL ends at s: a quote in it has more of the URL behind it. */
int redact_ends(struct slice s);

/* Bytes of userinfo, with its @, at the start of an authority s. */
size_t redact_userinfo(struct slice s);

/*
 * The same for values that are known, hls-spawn's --values, which may stand
 * where no syntax tells that something is secret: in a path.
 *
 * Values are lines of three parts with tabs between them: what stands before
 * the value, the value, and what stands behind it, up to a byte that parts a
 * URL. The outer two may be empty; "u\tk3\t-hd" is of "/u" + "k3" + "-hd/".
 *
 * Appends text to b with "*" for each value that stands so as a whole, and for
 * each of eight bytes or more wherever it stands. Bytes of a value that the
 * text has %-escaped are the same.
 */
void redact_values(struct sbuf *b, struct slice text, struct slice values);

/* The same with what put appends instead of "*". */
void redact_values_with(struct sbuf *b, struct slice text, struct slice values,
    void (*put)(struct sbuf *, struct slice value));

/* Adds such a line; an empty value is none. */
void redact_add(struct sbuf *secrets, struct slice before, struct slice value,
    struct slice behind);

/* What parts a URL, and so begins or ends what stands as a whole. */
int redact_parts(char c);

#endif
