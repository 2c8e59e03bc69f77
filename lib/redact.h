/*
 * Secrets out of text: the userinfo and the query values of every URL in it.
 */
#ifndef REDACT_H
#define REDACT_H

#include "sbuf.h"

/*
 * Appends text to b with user:password@ behind "://" left out, and each value
 * of a query (up to "&", "#", a quote or a blank) as "*".
 */
void redact(struct sbuf *b, struct slice text);

/* Whether a URL ends at s: a quote in it has more of the URL behind it. */
int redact_ends(struct slice s);

/* Bytes of userinfo, with its @, at the start of an authority. */
size_t redact_userinfo(struct slice authority);

#endif
