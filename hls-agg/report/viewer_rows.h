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
 * Of the viewers so many never played, but for those who wait for their first
 * segment now. While the run goes on, one who waits in back-off may play yet,
 * and one who has played and starts anew may hide another one.
 */
int64_t viewer_never(const struct figures *f);

/*
 * What could not be measured, of viewers or else, and why: the records
 * `- unmeasured what=... why=... count=... text=...`.
 */
void viewer_unmeasured(const struct figures *f, struct sbuf *b);

#endif
