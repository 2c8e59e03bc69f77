/*
 * The run's URL without its secrets, as redact.h has it. Records and messages
 * show no other form.
 */
#ifndef HIDE_H
#define HIDE_H

#include "sbuf.h"
#include "slice.h"

/*
 * Appends the URL, which may lack its scheme: no userinfo, "*" for each value
 * of its query.
 */
void hide_url(struct sbuf *b, struct slice url);

/*
 * Appends text in which the URL may occur, cut short where the text ends, and
 * values of --values (secrets, as redact.h has them).
 */
void hide_text(struct sbuf *b, struct slice text, struct slice url,
    struct slice secrets);

#endif
