/*
 * Cookies from a multivariant playlist's answer to the media playlists in it.
 * Pure.
 */
#ifndef COOKIE_H
#define COOKIE_H

#include "sbuf.h"
#include "slice.h"

/*
 * Appends "a=b; c=d": those of curl's cookie jar, in Netscape's format, that
 * go with a URL by host, path and scheme (RFC 6265, 5.4).
 */
void cookie_select(struct sbuf *b, struct slice jar, struct slice url);

#endif
