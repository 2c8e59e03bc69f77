/*
 * What a client asks of a forward proxy (RFC 9112, 3.2): absolute-form
 * "GET http://host:port/path HTTP/1.1", which goes on in origin-form, and
 * authority-form "CONNECT host:port HTTP/1.1". FFmpeg sends the first for
 * http, the second for https, neither with a body.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdint.h>

#include "rule.h"
#include "sbuf.h"
#include "slice.h"

/* The longest head, request line and header. */
#define HEAD_BYTES 65536

struct request {
	char host[HOST_BYTES];	/* no brackets */
	uint16_t port;
	int tunnel;		/* CONNECT */
};

/* The length of the head that s begins with, or 0 while it is not whole. */
size_t request_end(struct slice s);

/*
 * Reads a head. Appends to out what the server is sent: the head in
 * origin-form without what is meant for proxies, byte for byte otherwise;
 * nothing for CONNECT. NULL, or what is wrong with it in words.
 */
const char *request_read(struct request *q, struct slice head,
    struct sbuf *out);

/* Only the host and port of an http or https URL: 0, or -1 if it has none. */
int request_url(struct request *q, struct slice url);

#endif
