/*
 * The origin: what all connections share, and its loop.
 */
#ifndef SERVER_H
#define SERVER_H

#include "deadline.h"
#include "link.h"
#include "out.h"
#include "poller.h"
#include "rule.h"
#include "site.h"

struct conn;

struct server {
	struct site site;
	struct rules *rules;
	const char *awaited;	/* time stands still until it; NULL: it runs */
	struct out log;		/* fd -1: none */
	struct link link;	/* of all connections */
	int64_t idle_us;	/* a connection without request lives so long */
	int64_t stop_us;	/* clock_mono, or POLLER_NEVER */

	struct poller *poller;
	struct deadlines deadlines;
	int listener;
	size_t full;		/* as many were too many: not accepting; or 0 */
	int64_t accepted, requests;
	struct conn **conns;	/* all open ones */
	size_t nconns, size;
};

/* Watches the listening socket and the signals. 0, or -1 with errno. */
int server_open(struct server *, int listener, int sig_fd);

/* Serves until INT, TERM or stop_us. 0; -1 when the log cannot be written. */
int server_run(struct server *);

/* Cuts what is open, which is logged, and frees all but media and rules. */
void server_close(struct server *);

#endif
