/*
 * Records that pass through.
 */
#ifndef PASS_H
#define PASS_H

#include "session/session.h"

/*
 * Writes the record itself, a whole line. The values of --values, which are
 * secret, stay with its start.
 */
void pass_on(struct parse *p, const struct record *r, struct slice line);

#endif
