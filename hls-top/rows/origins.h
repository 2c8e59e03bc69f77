/*
 * The origins of a block: a row for each, those that are down first, and words
 * for the plain lines. The custom metrics of an origin are not shown.
 */
#ifndef ORIGINS_H
#define ORIGINS_H

#include "block.h"
#include "layout.h"
#include "sbuf.h"

/* The nth origin (from 0): 1 and its fields, or 0 where there is none. */
int origins_find(const struct block *b, int n, struct slice *rest);

/* Row of one, arg is its number, and whether there is one. */
void origins_row(const struct view *v, struct frame *f, const struct row *r);
int origins_has(const struct view *v, int n);

/*
 * Appends "  origin db DOWN refused, web cpu 41.8 %": all that are down, others
 * up to four in all; nothing where there are none.
 */
void origins_words(struct sbuf *out, const struct block *b);

#endif
