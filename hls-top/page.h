/*
 * A block as a page of plain text, for the log of a CI job.
 */
#ifndef PAGE_H
#define PAGE_H

#include "block.h"
#include "sbuf.h"
#include "screen.h"

/*
 * Appends the page: the title, the views but for the list of clients, each
 * under its name, the thresholds and the verdict. Lines are at most cols wide,
 * without escape sequences, without blanks at their ends; without sparklines,
 * for the last minute says little of a run that is over.
 */
void page_print(struct sbuf *out, const struct block *b, int cols,
    const struct screen_look *look);

#endif
