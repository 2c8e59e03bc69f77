/*
 * A playlist that was read, as text that is the same only if all of it is.
 */
#ifndef DUMP_H
#define DUMP_H

#include "m3u8/playlist.h"
#include "sbuf.h"

/* Writes b anew. */
void dump(struct sbuf *b, const struct m3u8 *m);

#endif
