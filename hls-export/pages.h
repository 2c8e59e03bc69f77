/*
 * The pages: which path gives what.
 */
#ifndef PAGES_H
#define PAGES_H

#include "http.h"
#include "snap.h"

struct answer {
	int status;
	const char *type;
	struct slice text;	/* of body, or a constant */
	struct body *body;	/* held for the caller, who drops it; or NULL */
	int head_only;		/* HEAD: the text is counted, not sent */
};

/* The answer to a request at the moment now_us of clock_mono. */
struct answer pages_answer(struct snap *s, const struct request *r,
    int64_t now_us);

/* The answer that says no more than a status. */
struct answer pages_status(int status);

#endif
