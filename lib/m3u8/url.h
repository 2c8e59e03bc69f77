/*
 * References to resources (RFC 3986).
 */
#ifndef URL_H
#define URL_H

#include "sbuf.h"
#include "slice.h"

/*
 * Appends what a reference means in a document from the URL base (5.2), as it
 * is asked for: without a fragment, and with blanks and control characters
 * percent-encoded, which no request may have. Neither text lies in out.
 */
void url_resolve(struct sbuf *out, struct slice base, struct slice reference);

#endif
