/*
 * A block as a page of plain text, for the log of a CI job.
 */
#ifndef PAGE_H
#define PAGE_H

#include "block.h"
#include "sbuf.h"
#include "screen.h"
#include "stream/history.h"

/* Start from { 0 }, then set look and cols. */
struct page {
	struct screen_look look;
	int cols;		/* the most of a line */
	struct history history;
};

/* Each block of the stream, in order. */
void page_block(struct page *p, const struct block *b);

/*
 * At its end: appends the page: the title, the views but for the list of
 * clients, each under its name, the thresholds and the verdict. There are no
 * escape sequences and no blanks at the ends of lines; and no sparklines, for
 * the last minutes say little of a run that is over.
 */
void page_print(const struct page *p, struct sbuf *out, const struct block *b);

#endif
