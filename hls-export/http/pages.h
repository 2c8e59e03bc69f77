/*
 * The pages: which path gives what.
 */
#ifndef PAGES_H
#define PAGES_H

#include <stdint.h>

#include "page/page.h"
#include "request.h"
#include "stream/recent.h"
#include "stream/snap.h"

/* What there is to serve, and what has become of it. */
struct site {
	struct snap *snap;
	struct recent *recent;
	struct page *page;
	int64_t scrapes;	/* /metrics sent whole since the input ended */
};

struct answer {
	int status;
	const char *type;
	const char *vary;	/* the request header it depends on, or NULL */
	const char *policy;	/* Content-Security-Policy, or NULL */
	struct slice text;	/* of body, or a constant */
	struct body *body;	/* held for the caller, who drops it; or NULL */
	int head_only;		/* HEAD: the text is counted, not sent */
	int follow;		/* no text: blocks, as they come */
	int last_scrape;	/* to be counted in scrapes when it is sent */
};

/* The answer to a request at the moment now_us of clock_mono. */
struct answer pages_answer(const struct site *s, const struct request *r,
    int64_t now_us);

/* The answer that says no more than a status. */
struct answer pages_status(int status);

/* To who asks for a name that is none of ours: see local.h. */
struct answer pages_misdirected(void);

#endif
