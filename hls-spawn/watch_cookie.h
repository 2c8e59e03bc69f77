/*
 * Cookies from a multivariant playlist's answer to the media playlists in it.
 * Pure.
 */
#ifndef WATCH_COOKIE_H
#define WATCH_COOKIE_H

#include "sbuf.h"
#include "slice.h"

/*
 * Appends "a=b; c=d": those of curl's cookie jar, in Netscape's format, that
 * go with a URL by host, path and scheme (RFC 6265, 5.4).
 */
void watch_cookies(struct sbuf *b, struct slice jar, struct slice url);

#endif
