/*
 * The report's rows on what the viewers saw: startup, rebuffering, pace and
 * scores.
 */
#ifndef VIEWER_ROWS_H
#define VIEWER_ROWS_H

#include "figures/figures.h"
#include "sbuf.h"

void viewer_rows(const struct figures *f, struct sbuf *b);

/*
 * What could not be measured, of viewers or else, and why: the records
 * `- unmeasured what=... why=... count=... text=...`.
 */
void viewer_unmeasured(const struct figures *f, struct sbuf *b);

#endif
