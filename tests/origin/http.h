/*
 * HTTP/1.0 and 1.1 as a server reads it: RFC 9110 and 9112. Pure functions.
 */
#ifndef HTTP_H
#define HTTP_H

#include "slice.h"

/* The longest request head, request line to empty line. */
#define HEAD_BYTES 8192

/* Views into the head that http_read was given. */
struct request {
	struct slice head;	/* all of it */
	struct slice method;
	struct slice target;	/* path and query, without scheme and host */
	struct slice path;	/* without query */
	struct slice agent, range;	/* header values, or empty */
	int is_head;		/* HEAD: no body in the answer */
	int minor;		/* of HTTP/1.x */
	int keep;		/* the client wants the connection kept */
	int has_body;		/* which nobody here reads */
	int has_host, if_range;
};

/*
 * Reads one request head off the front of in. Returns 0 when it is not yet
 * complete, 200, or the status to refuse it with (400, 405, 431, 505), after
 * which the connection cannot be kept. r->head.n bytes are used up; what was
 * understood before the refusal is set, the rest empty.
 */
int http_read(struct request *r, struct slice in);

#endif
