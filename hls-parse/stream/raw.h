/*
 * The raw stream, record by record: log and progress lines go to their
 * session, everything else passes through.
 */
#ifndef RAW_H
#define RAW_H

#include "session/session.h"

/* One line of the raw stream. */
void raw_line(struct parse *p, struct slice line);

#endif
