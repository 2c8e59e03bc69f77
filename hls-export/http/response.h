/*
 * Heads of HTTP/1.1 responses.
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include <stddef.h>

#include "sbuf.h"

/* How the client finds the end of the body. */
enum response_end {
	RESPONSE_LENGTH,	/* by its Content-Length */
	RESPONSE_CHUNKS,	/* by the chunk of 0 bytes; not for HTTP/1.0 */
	RESPONSE_CLOSE,		/* by the end of the connection */
};

struct response {
	int status;
	const char *type;	/* Content-Type */
	const char *vary;	/* the request header it depends on, or NULL */
	const char *policy;	/* Content-Security-Policy, or NULL */
	enum response_end end;
	size_t length;		/* for RESPONSE_LENGTH */
	int keep_alive;
};

/* The status line and headers, with the blank line. */
void response_head(struct sbuf *b, const struct response *r);

/* The status and its phrase as a line of text: "404 Not Found\n". */
const char *response_status(int status);

#endif
