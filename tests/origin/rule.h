/*
 * Faults on request: "PATTERN [condition…] action…", words split by spaces.
 *
 * PATTERN is a glob of fnmatch(3) over the path (* also matches /). Conditions,
 * all of which must hold, count the requests that match PATTERN, from 1, over
 * all clients or, with per=path, for each path by itself:
 *
 *	nth=K	only the Kth		every=K	each Kth
 *	after=K	all behind the Kth	first=K	the first K
 *
 * or tell the origin's age, for what has to hit all clients at once; requests
 * at another age are not counted:
 *
 *	from=20s	at that age and later	until=30s	before it
 *
 * or are of the request: ua=GLOB is over its User-Agent.
 *
 * The first rule that matches and whose conditions hold applies, and the rules
 * behind it neither see nor count that request. Actions combine:
 *
 *	delay=23ms	before the first byte of the response
 *	rate=400000	body bytes per second (400K is 400 × 1024)
 *	status=503	from 300 on, a short text takes the body's place
 *	reset, reset=N	RST after half the body, or after N bytes of it
 *	truncate, truncate=N	an orderly close there, short of Content-Length
 *	stall=8s@N	pause behind byte N of the body; behind half without @N
 *	chunked		chunked instead of Content-Length (HTTP/1.0: neither)
 *	close		Connection: close, and close behind the response
 *	http10		close, and the status line says HTTP/1.0
 *	drop		close without any response
 *	redirect=URL	302; {path} and {name} stand for the request's
 *	stale		the live playlist as when this rule first applied
 *	ago=6s		the live playlist as it was then
 *	header=N:V	one header more; repeatable; %20 for a space
 *	type=T		this Content-Type
 *	line=L		a line more at the end of a playlist
 *	without=L	without its lines that begin so
 *	body=empty, body=garbage, body=html
 *			garbage is as long as the true body, html a page
 */
#ifndef RULE_H
#define RULE_H

#include <stdint.h>

#include "sbuf.h"

/* "Half the body" for cut_at and stall_at. */
#define AT_HALF (-1)

enum cut { CUT_NONE, CUT_RESET, CUT_TRUNCATE };
enum fake { FAKE_NONE, FAKE_EMPTY, FAKE_GARBAGE, FAKE_HTML };

/* What to do to a response; all zero is nothing. */
struct fault {
	int64_t delay_us;
	int64_t rate_bytes;	/* per second, 0 is unlimited */
	int64_t stall_us, stall_at;
	int status;		/* 0: the true one */
	enum cut cut;
	int64_t cut_at;
	enum fake fake;
	int chunked, close, drop, stale, http10;
	int64_t ago_us;
	struct sbuf redirect;	/* Location, empty for none */
	struct sbuf headers;	/* whole header lines */
	struct sbuf type;	/* Content-Type, empty for the true one */
	struct sbuf line, without;	/* of a playlist; empty for none */
	struct sbuf names;	/* the actions, "delay,rate", for the log */
	int64_t stale_us;	/* first applied, clock_mono; 0 before */
};

struct rules;

/* Never NULL. The origin's age counts from here, or from what is said. */
struct rules *rules_new(void);
void rules_free(struct rules *);
void rules_start(struct rules *, int64_t now_us);

/* Adds a rule. Returns an empty slice, or the word of text that is wrong. */
struct slice rules_add(struct rules *, struct slice text);

/*
 * Counts a request of a User-Agent for a path at now_us and returns what to do
 * to it: a fault that belongs to the rules, or NULL.
 */
const struct fault *rules_apply(struct rules *, struct slice path,
    struct slice agent, int64_t now_us);

#endif
