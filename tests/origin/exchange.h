/*
 * One request and its response, and its line in the log.
 */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "response.h"
#include "send.h"
#include "server.h"

/* Starts zeroed; one serves a connection's requests in turn. */
struct exchange {
	int64_t conn, nreq;	/* counted from 1 */
	struct request request;	/* views into the connection's input */
	int refused;		/* there may be more input that nobody reads */
	const struct fault *fault;
	struct response response;
	struct sender sender;
	int64_t read_us;	/* behind the read(2) that completed the head */
	int64_t start_us;	/* when the response may begin */
	int64_t end_us;		/* when the one before it was finished */
};

/*
 * Takes a request head off in, which was read at read_us and stays as it is
 * until the exchange has ended. 1 when there is a response to send, or 0 when
 * the head is not yet complete.
 */
int exchange_begin(struct server *, struct exchange *, struct slice in,
    int64_t read_us);

/* Writes the line. */
void exchange_end(struct server *, struct exchange *, int complete);

void exchange_free(struct exchange *);

#endif
