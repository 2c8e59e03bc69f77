/*
 * The clients one by one: those with the lowest scores first, as far as
 * --per-client asks for.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "report.h"
#include "sbuf.h"
#include "json/nest.h"

/* Records `- worst id=... ...` of the worst, then `- client id=... ...`. */
void roster_records(const struct report *r, struct sbuf *b);
/* The list `per_client`. */
void roster_json(const struct report *r, struct nest *j);
/* A table; without --per-client the five worst that are not excellent. */
void roster_rows(const struct report *r, struct sbuf *b);

#endif
