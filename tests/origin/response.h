/*
 * The response to a request: what the site has, as a fault spoils it.
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include "http.h"
#include "rule.h"
#include "send.h"
#include "site.h"

/* Starts zeroed; one serves many responses in turn. */
struct response {
	int status;
	int close;		/* the connection ends behind it */
	enum cut cut;		/* how, when the plan says cut */
	int64_t len;		/* body bytes promised, also to HEAD */
	struct plan plan;	/* its body views the media or text */
	struct sbuf head;
	struct sbuf text;
};

struct inquiry {
	const struct request *request;
	int refusal;		/* what http_read gave, or 200 */
	const struct fault *fault;	/* or NULL */
	int64_t now_us;		/* clock_mono */
	int64_t serial;		/* of the request, from 1 */
};

void response_make(struct response *, const struct site *,
    const struct inquiry *);
void response_free(struct response *);

#endif
