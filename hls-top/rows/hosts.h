/*
 * The hosts of a merged stream: how many are in which state, and those that
 * have something to be said of.
 */
#ifndef HOSTS_H
#define HOSTS_H

#include "block.h"
#include "layout.h"
#include "sbuf.h"

/* One row for all, and whether the stream is a merged one. */
void hosts_row(const struct view *v, struct frame *f, const struct row *r);
int hosts_has(const struct view *v, int arg);

/* Appends "  host b silent for 4.20 s", and nothing where all is well. */
void hosts_words(struct sbuf *out, const struct block *b);

#endif
