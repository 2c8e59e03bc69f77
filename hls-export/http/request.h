/*
 * HTTP/1 requests (RFC 9110, RFC 9112), as far as a server of small GET
 * answers needs them. Pure functions over bytes.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <stddef.h>

#include "slice.h"

/* The most a request line and its headers may be. */
#define REQUEST_BYTES 4096

/* The slices are views into what request_parse was given. */
struct request {
	struct slice method;
	struct slice path;	/* without scheme, host and query */
	struct slice authority;	/* host, and perhaps a port: of the target, or
				 * of the header; empty without either */
	struct slice query;	/* behind the ?; empty where there is none */
	struct slice fields;	/* the header lines, for request_field */
	int minor;		/* the version is 1.minor */
	int keep_alive;		/* another request may follow */
	size_t bytes;		/* what it takes, with the blank line */
};

/*
 * Reads one request from the start of in. 0: there is more to come; 200: it is
 * whole and *r is set; else the status to refuse it with (400, 414, 431, 501,
 * 505), after which nothing more can be made of the connection.
 * A request with a body is not kept alive, so that the body is never read as
 * the next request.
 */
int request_parse(struct slice in, struct request *r);

/*
 * The values of one header, which may stand on several lines: start with a
 * copy of r->fields. 1, and *value is the next line's, without blanks around
 * it; 0 at the end.
 */
int request_field(struct slice *fields, const char *name, struct slice *value);

#endif
