/*
 * One line of the event stream, folded into the state. See hls-event(5).
 */
#ifndef EVENT_H
#define EVENT_H

#include "fold.h"
#include "slice.h"

/*
 * Takes a line. Returns 1 if it was a tick, which closed a second, else 0.
 * Lines that are no record are counted; kinds that are unknown are dropped.
 */
int event_line(struct fold *fold, struct slice line);

/* n lines that were no record, or not whole. */
void event_bad(struct figures *f, int64_t n);

#endif
