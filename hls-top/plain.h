/*
 * A block as one line, for logs and for output that is no terminal.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "block.h"
#include "sbuf.h"

/*
 * Appends the line: time, clients, rates of the window, its segment TTFB,
 * viewers rebuffering now, requests failed so far.
 */
void plain_line(struct sbuf *out, const struct block *b, enum block_window w);

/*
 * Appends the report that the run's last block carries, printable ASCII only;
 * 0 if there is none.
 */
int plain_report(struct sbuf *out, const struct block *b);

#endif
