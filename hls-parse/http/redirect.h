/*
 * The hops of a redirect are one request.
 */
#ifndef REDIRECT_H
#define REDIRECT_H

#include "session/session.h"

/*
 * Whether a request for this path, written with this HTTP context, goes on with
 * the one before it there: it is then that one, on its way elsewhere.
 */
int redirect_goes_on(const struct at *, uint64_t context, struct slice path);

#endif
