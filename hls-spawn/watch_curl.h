/*
 * How curl is asked for a playlist as FFmpeg would ask, and what its answers
 * mean. Nothing secret stands on its command line: all goes through a
 * configuration on its standard input. Pure.
 */
#ifndef WATCH_CURL_H
#define WATCH_CURL_H

#include <stdint.h>

#include "options.h"
#include "sbuf.h"
#include "slice.h"
#include "watch_intake.h"

/* What the installed curl can do. */
struct watch_curl {
	int repeats;		/* fetch again and again, --rate: 7.84 */
	int tells_exit;		/* in --write-out: 7.75 */
	int inflates;		/* it was built so */
};

/* From the output of "curl --version"; of what is none it can nothing. */
void watch_curl_version(struct watch_curl *c, struct slice text);

struct watch_request {
	const struct options *o;
	const struct watch_curl *curl;
	const char *mark;
	const char *url;
	const char *cookies;	/* "a=b; c=d", or NULL */
	int64_t every_us;	/* again and again; 0: once, and then its
				 * cookies are printed behind the mark */
	int64_t limit_us;	/* a fetch may take so long */
};

/* The lines of its configuration. {id} and {run} are 0. */
void watch_curl_config(struct sbuf *b, const struct watch_request *r);

/*
 * From one fetch to the next: half a target duration, but no less than half a
 * second; and 2 s of a playlist that does not say, target_us 0.
 */
int64_t watch_every_us(int64_t target_us);

/* How curl is told that: "1028/h", a whole number. */
int64_t watch_rate(int64_t every_us);

/*
 * Why there is no playlist, in the words of hls-raw(5): of curl's exit code,
 * or if that is 0 of the answer's status. NULL: there is one. buf holds what
 * no word is known for.
 */
const char *watch_reason(int code, int status, char buf[16]);

#endif
