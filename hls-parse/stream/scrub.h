/*
 * The raw stream without its secrets, for others to replay: the same figures,
 * since each secret is replaced by a hash of it.
 *
 * Secrets are the userinfo and the query values of URLs, the values of headers
 * whose name speaks of authorization, cookies, keys, tokens and the like, and
 * the arguments of FFmpeg's options -headers, -cookies and others of that kind.
 * And so are the values of --values, in paths too.
 * A hash hides a secret that nobody can guess, no other.
 */
#ifndef SCRUB_H
#define SCRUB_H

#include "session/session.h"

/* One line of the raw stream, written to p->out. */
void scrub_line(struct parse *p, struct slice line);

#endif
