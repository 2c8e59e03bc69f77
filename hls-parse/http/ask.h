/*
 * A request as it is written: of what was opened last.
 */
#ifndef ASK_H
#define ASK_H

#include "session/session.h"

/* What is opened: its URL, as it stands and as it is told, and its url_hash. */
void ask_url(const struct at *, struct slice url, uint64_t hash);

/* Opens a request for that, on the connection of this context. */
void ask_write(const struct at *, uint64_t context);

#endif
