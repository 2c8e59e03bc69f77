/*
 * One turn: signals, sockets, time.
 */
#include <sys/socket.h>

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "conn.h"
#include "ealloc.h"
#include "server.h"
#include "sig.h"

#define EVENTS 256

/* The owner of the signal pipe's events; the listener's is the server. */
static char signals;

int
server_open(struct server *s, int listener, int sig_fd)
{
	s->listener = listener;
	s->poller = poller_new();
	if (s->poller == NULL ||
	    poller_add(s->poller, sig_fd, POLLER_IN, &signals) != 0 ||
	    poller_add(s->poller, listener, POLLER_IN, s) != 0)
		return -1;
	return 0;
}

/* Looks away from the listener, which stays readable, until one is closed. */
static void
pause_accept(struct server *s)
{
	s->full = s->nconns;
	poller_change(s->poller, s->listener, 0, s);
}

static void
resume_accept(struct server *s)
{
	s->full = 0;
	poller_change(s->poller, s->listener, POLLER_IN, s);
}

static void
accept_all(struct server *s)
{
	int fd;

	while ((fd = accept(s->listener, NULL, NULL)) >= 0) {
		s->conns = egrow(s->conns, s->nconns, &s->size,
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		    sizeof(*s->conns));
		s->accepted++;
		conn_open(s, fd);
	}
	if ((errno == EMFILE || errno == ENFILE) && s->nconns > 0)
		pause_accept(s);
}

static int
stopped(void)
{
	int n = 0;

	while (sig_next() != 0)
		n++;
	return n > 0;
}

static void
take_time(struct server *s)
{
	int64_t now = clock_mono();
	struct deadline *d;

	while ((d = deadline_due(&s->deadlines, now)) != NULL)
		conn_expired(s, d->owner);
}

int
server_run(struct server *s)
{
	struct poller_event ev[EVENTS];
	size_t i, n;

	while (clock_mono() < s->stop_us && s->log.error == 0) {
		int64_t until = deadline_next(&s->deadlines);

		n = poller_wait(s->poller, ev, EVENTS,
		    until < s->stop_us ? until : s->stop_us);
		if (stopped())
			break;
		for (i = 0; i < n; i++) {
			if (ev[i].owner == s)
				accept_all(s);
			else if (ev[i].owner != &signals)
				conn_ready(s, ev[i].owner, ev[i].ready);
		}
		take_time(s);
		if (s->nconns < s->full)
			resume_accept(s);
	}
	return s->log.error ? -1 : 0;
}

void
server_close(struct server *s)
{
	while (s->nconns > 0)
		conn_cut(s, s->conns[0]);
	free(s->conns);
	deadlines_free(&s->deadlines);
	poller_free(s->poller);
	sbuf_free(&s->log.buf);
	close(s->listener);
}
