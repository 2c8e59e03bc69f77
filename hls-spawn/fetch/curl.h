/*
 * How curl is asked for a playlist as FFmpeg would ask, and what its answers
 * mean. Nothing secret stands on its command line: all goes through a
 * configuration on its standard input. Pure.
 */
#ifndef CURL_H
#define CURL_H

#include <stdint.h>

#include "intake.h"
#include "load/settings.h"
#include "sbuf.h"
#include "slice.h"

/* What the installed curl can do. */
struct curl_can {
	int repeats;		/* fetch again and again, --rate: 7.84 */
	int tells_exit;		/* in --write-out: 7.75 */
	int inflates;		/* it was built so */
};

/* From the output of "curl --version"; of what is none it can nothing. */
void curl_version(struct curl_can *c, struct slice text);

struct curl_request {
	const struct options *o;
	const struct curl_can *curl;
	const char *mark;
	const char *url;
	const char *cookies;	/* "a=b; c=d", or NULL */
	int64_t every_us;	/* again and again; 0: once, and then its
				 * cookies are printed behind the mark */
	int64_t limit_us;	/* a fetch may take so long */
};

/* The lines of its configuration, for command_nobody. */
void curl_config(struct sbuf *b, const struct curl_request *r);

/*
 * From one fetch to the next: half a target duration, but no less than half a
 * second; and 2 s of a playlist that does not say, target_us 0.
 */
int64_t curl_every_us(int64_t target_us);

/* How curl is told that: "1028/h", a whole number. */
int64_t curl_rate(int64_t every_us);

/*
 * Why there is no playlist, in the words of hls-raw(5): of curl's exit code,
 * or if that is 0 of the answer's status. NULL: there is one. buf holds what
 * no word is known for.
 */
const char *curl_reason(int code, int status, char buf[16]);

#endif
