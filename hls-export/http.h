/*
 * HTTP/1 requests and response heads (RFC 9110, RFC 9112), as far as a server
 * of small GET answers needs them. Pure functions over bytes.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stddef.h>

#include "sbuf.h"
#include "slice.h"

/* The most a request line and its headers may be. */
#define HTTP_REQUEST_BYTES 4096

struct request {
	struct slice method;
	struct slice path;	/* without scheme, host and query */
	int keep_alive;		/* another request may follow */
	size_t bytes;		/* what it takes, with the blank line */
};

/*
 * Reads one request from the start of in. 0: there is more to come; 200: it is
 * whole and *r is set, with views into in; else the status to refuse it with
 * (400, 431, 505), after which nothing more can be made of the connection.
 * A request with a body is not kept alive, so that the body is never read as
 * the next request.
 */
int http_parse(struct slice in, struct request *r);

struct response {
	int status;
	const char *type;	/* Content-Type */
	size_t length;
	int keep_alive;
};

/* The status line and headers, with the blank line. */
void http_head(struct sbuf *b, const struct response *r);

/* The status and its phrase as a line of text: "404 Not Found\n". */
const char *http_status(int status);

#endif
