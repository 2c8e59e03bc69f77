/*
 * The relay's process and its loop. What it does with a connection is in
 * pair.c. The one descriptor it takes over is a socket to its starter:
 * what it has to say goes out on it, and its end is the end of the relay.
 */
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "clock.h"
#include "gate.h"
#include "machine/descriptors.h"
#include "machine/platform.h"
#include "pair.h"
#include "relay.h"
#include "sig.h"

#define EVENTS 256
/* Of the system's descriptors none was left: when to try again. */
#define ACCEPT_PAUSE_US INT64_C(100000)
/* How long its own end may take. */
#define END_MS 500
/* Descriptors that are no pair's, with room to spare. */
#define OWN ((size_t)16)

/* The first words of the relay to its starter. */
struct hello {
	int error;		/* errno, or 0 */
	int port;
	enum peer_way way;
	int64_t look_us;
};

/* And its last ones. */
struct farewell {
	int64_t refused;
};

struct server {
	struct hub hub;
	struct gate gate;
	struct end clients, lifeline;
	size_t most;		/* pairs that the descriptors suffice for */
	int64_t accept_us;	/* not before this moment */
};

/* Opening */

/* As many descriptors as we may have. */
static size_t
raise_limit(void)
{
	struct rlimit r = { 256, 256 };

	getrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
	getrlimit(RLIMIT_NOFILE, &r);
	return r.rlim_cur > 1 << 20 ? 1 << 20 : (size_t)r.rlim_cur;
}

/* A listening socket on a free port of the loopback, or -1. */
static int
listen_somewhere(int *port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr *sa = (struct sockaddr *)(void *)&to;
	socklen_t n = sizeof(to);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, sa, n) != 0 || listen(fd, SOMAXCONN) != 0 ||
	    getsockname(fd, sa, &n) != 0)
		return -1;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	*port = ntohs(to.sin_port);
	return fd;
}

/* 0, or the errno. */
static int
open_server(struct server *s, int line, int *port)
{
	struct hub *h = &s->hub;

	h->poller = poller_new();
	if (h->poller == NULL || names_open(&h->names) != 0)
		return errno;
	s->most = raise_limit();
	s->most = s->most > 2 * OWN ? (s->most - OWN) / 2 : 1;
	s->clients = (struct end){ .kind = END_CLIENTS,
		.fd = listen_somewhere(port) };
	if (s->clients.fd < 0 || gate_open(&s->gate, s->clients.fd) != 0)
		return errno;
	s->lifeline = (struct end){ .kind = END_LIFELINE, .fd = line };
	h->for_names = (struct end){ .kind = END_NAMES, .fd = h->names.fd };
	if (hub_watch(h, &s->clients, POLLER_IN) != 0 ||
	    hub_watch(h, &s->lifeline, POLLER_IN) != 0 ||
	    hub_watch(h, &h->for_names, POLLER_IN) != 0)
		return errno;
	return 0;
}

/* The loop */

/* 1, 0 if nobody is there. */
static int
accept_one(struct server *s, struct caller *c)
{
	socklen_t n = sizeof(c->at);

	do
		c->fd = accept(s->clients.fd,
		    (struct sockaddr *)(void *)&c->at, &n);
	while (c->fd < 0 && (errno == EINTR || errno == ECONNABORTED));
	if (c->fd < 0 && errno != EAGAIN)
		s->accept_us = clock_mono() + ACCEPT_PAUSE_US;
	return c->fd >= 0;
}

static void
take_clients(struct server *s)
{
	struct caller c[PEER_MOST];
	size_t i, n = 0;

	while (n < PEER_MOST && s->hub.n + n < s->most && accept_one(s, &c[n]))
		n++;
	gate_pass(&s->gate, c, n);
	for (i = 0; i < n; i++)
		if (c[i].fd >= 0)
			pair_open(&s->hub, c[i].fd);
}

/* Also for accepting: who may not come in yet waits in the backlog. */
static int64_t
take_time(struct server *s, int64_t now_us)
{
	int64_t due = hub_sweep(&s->hub, now_us);
	int may = s->hub.n < s->most && now_us >= s->accept_us;

	hub_watch(&s->hub, &s->clients, may ? POLLER_IN : 0);
	if (s->accept_us > now_us && s->accept_us < due)
		due = s->accept_us;
	hub_bury(&s->hub);
	return due;
}

/* 0 when the relay must end: its starter has gone, or who looks up names. */
static int
take_event(struct server *s, const struct poller_event *ev)
{
	struct end *e = ev->owner;
	int k = 0;

	switch (e->kind) {
	case END_CLIENTS:
		take_clients(s);
		break;
	case END_LIFELINE:
		return 0;
	case END_NAMES:
		k = names_read(&s->hub.names, clock_mono());
		if (k > 0)
			pair_names(&s->hub);
		break;
	case END_PAIR:
		pair_event(e, ev->ready);
		break;
	}
	return k >= 0;
}

static void
serve(struct server *s)
{
	struct poller_event ev[EVENTS];
	size_t i, n;
	int64_t due = POLLER_NEVER;

	for (;;) {
		n = poller_wait(s->hub.poller, ev, EVENTS, due);
		for (i = 0; i < n; i++)
			if (!take_event(s, &ev[i]))
				return;
		due = take_time(s, clock_mono());
	}
}

/* The process */

static void
set_signals(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE,
		SIGUSR1 };
	sigset_t none;
	size_t i;

	for (i = 0; i < COUNT(ignored); i++)
		sig_ignore(ignored[i]);
	sig_default(SIGCHLD);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Messages of the library must not go to a client. */
static void
fill_standard(void)
{
	int fd;

	while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd < 2)
		;
	if (fd > 2)
		close(fd);
}

static _Noreturn void
become(struct server *s, int line, pid_t group, pid_t parent)
{
	struct hello hi = { 0 };
	struct farewell bye;

	/* Outside the guard's group nobody would end it for sure. */
	if ((setpgid(0, group) != 0 && getpgrp() != group) ||
	    platform_die_with(parent) != 0)
		_exit(1);
	platform_rename("hls-relay");
	set_signals();
	descriptors_close_but(line);
	fill_standard();
	hi.error = open_server(s, line, &hi.port);
	hi.way = s->gate.peers.way;
	hi.look_us = s->gate.peers.took_us;
	if (write(line, &hi, sizeof(hi)) == sizeof(hi) && hi.error == 0)
		serve(s);
	if (s->hub.names.pid > 0)
		names_close(&s->hub.names);
	bye.refused = s->gate.refused;
	send(line, &bye, sizeof(bye), MSG_DONTWAIT);
	_exit(1);
}

static int
read_hello(struct relay *r)
{
	struct hello hi;
	ssize_t k;

	do
		k = read(r->line, &hi, sizeof(hi));
	while (k < 0 && errno == EINTR);
	if (k != sizeof(hi))
		errno = EPIPE;
	else if (hi.error != 0)
		errno = hi.error;
	else {
		r->port = hi.port;
		r->way = hi.way;
		r->look_us = hi.look_us;
		return 0;
	}
	return -1;
}

/* Signals are held: our handlers must not run in the child. */
static pid_t
fork_held(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, before);
	return fork();
}

int
relay_start(struct relay *r, const struct relay_rule *rules, size_t n,
    pid_t group)
{
	struct server s = { .hub = { .rules = rules, .nrules = n } };
	pid_t self = getpid();
	sigset_t before;
	int ends[2], error;

	*r = (struct relay){ 0 };
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	r->pid = fork_held(&before);
	if (r->pid == 0)
		become(&s, ends[1], group, self);
	error = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	r->line = ends[0];
	errno = error;
	if (r->pid > 0 && read_hello(r) == 0)
		return 0;
	error = errno;
	relay_end(r);
	errno = error;
	return -1;
}

/* Its own end leaves no orphan; it is killed if that does not come. */
int64_t
relay_end(struct relay *r)
{
	struct pollfd line = { .fd = r->line, .events = POLLIN };
	struct farewell bye = { 0 };

	if (r->pid > 0) {
		shutdown(r->line, SHUT_WR);
		while (poll(&line, 1, END_MS) < 0 && errno == EINTR)
			;
		if (recv(r->line, &bye, sizeof(bye), MSG_DONTWAIT) !=
		    sizeof(bye))
			bye = (struct farewell){ 0 };
		kill(r->pid, SIGKILL);
		while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	if (r->line > 0)
		close(r->line);
	*r = (struct relay){ 0 };
	return bye.refused;
}
