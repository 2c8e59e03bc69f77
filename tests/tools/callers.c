/*
 * callers slow|mute PORT COUNT PAUSE: so many HTTP clients of 127.0.0.1:PORT
 * that mean no good, until the program is killed.
 *
 * A slow one sends half of a request and then a byte a second; a mute one asks
 * over and over and never reads an answer. One that loses its connection opens
 * another after PAUSE (a duration). "ready" is printed when each has had its
 * first connection; every second after that the number of connections that
 * were opened so far.
 */
#include <sys/resource.h>
#include <sys/socket.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "dial.h"
#include "die.h"
#include "ealloc.h"
#include "num.h"
#include "poller.h"

#define EVENTS 256
#define STEP_US 10000
#define ASK "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define ASK4 ASK ASK ASK ASK
#define ASK16 ASK4 ASK4 ASK4 ASK4

struct manner {
	const char *name;
	const char *first;	/* said at once */
	const char *then;	/* said each second */
	int reads;
};

static const struct manner manners[] = {
	{ "slow", "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ", "x", 1 },
	{ "mute", ASK16 ASK16, ASK4, 0 },
};

struct caller {
	int fd;			/* or -1 */
	int up;			/* it is connected */
	int64_t due_us;		/* of the next words, or of the next call */
};

struct callers {
	const struct manner *manner;
	uint16_t port;
	int64_t pause_us;
	struct poller *poller;
	struct caller *all;
	size_t n;
	int64_t opened;
	int ready;
	int64_t told_us;
};

static void
hang_up(struct callers *s, struct caller *c, int64_t now_us)
{
	poller_remove(s->poller, c->fd);
	close(c->fd);
	*c = (struct caller){ .fd = -1, .due_us = now_us + s->pause_us };
}

static void
call(struct callers *s, struct caller *c, int64_t now_us)
{
	int small = 4096;

	c->due_us = now_us + s->pause_us;
	c->fd = dial(s->port, 0);
	if (c->fd < 0 && (errno == EMFILE || errno == ENFILE))
		die_errno("connect");
	if (c->fd < 0)
		return;
	if (!s->manner->reads)
		setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small,
		    sizeof(small));
	if (poller_add(s->poller, c->fd, POLLER_OUT, c) != 0)
		die_errno("poller");
	/* For a connection that does not come about. */
	c->due_us = now_us + 5 * SECOND_US;
}

/* A server that takes no more is as good as one that does. */
static void
say(struct callers *s, struct caller *c, const char *words, int64_t now_us)
{
	c->due_us = now_us + SECOND_US;
	if (write(c->fd, words, strlen(words)) < 0 && errno != EAGAIN)
		hang_up(s, c, now_us);
}

static void
connected(struct callers *s, struct caller *c, int64_t now_us)
{
	c->up = 1;
	s->opened++;
	poller_change(s->poller, c->fd, s->manner->reads ? POLLER_IN : 0, c);
	say(s, c, s->manner->first, now_us);
}

static void
event(struct callers *s, const struct poller_event *ev, int64_t now_us)
{
	struct caller *c = ev->owner;
	char buf[4096];
	ssize_t k;

	if (c->fd < 0)
		return;
	if (ev->ready & POLLER_HUP) {
		hang_up(s, c, now_us);
	} else if (!c->up) {
		connected(s, c, now_us);
	} else if (ev->ready & POLLER_IN) {
		k = read(c->fd, buf, sizeof(buf));
		if (k == 0 || (k < 0 && errno != EAGAIN))
			hang_up(s, c, now_us);
	}
}

static void
advance(struct callers *s, int64_t now_us)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct caller *c = &s->all[i];

		if (c->due_us > now_us)
			continue;
		if (c->fd < 0)
			call(s, c, now_us);
		else if (c->up)
			say(s, c, s->manner->then, now_us);
		else
			hang_up(s, c, now_us);
	}
}

static void
tell(struct callers *s, int64_t now_us)
{
	if (!s->ready && s->opened >= (int64_t)s->n) {
		s->ready = 1;
		puts("ready");
		s->told_us = now_us;
	} else if (s->ready && now_us - s->told_us >= SECOND_US) {
		printf("%lld\n", (long long)s->opened);
		s->told_us = now_us;
	}
	if (fflush(stdout) != 0)
		die_errno("standard output");
}

static void
loop(struct callers *s)
{
	struct poller_event ev[EVENTS];

	for (;;) {
		int64_t now_us = clock_mono();
		size_t i, n;

		advance(s, now_us);
		n = poller_wait(s->poller, ev, EVENTS, now_us + STEP_US);
		now_us = clock_mono();
		for (i = 0; i < n; i++)
			event(s, &ev[i], now_us);
		tell(s, now_us);
	}
}

static void
options(struct callers *s, char **argv)
{
	int64_t n;
	size_t i;

	for (i = 0; i < COUNT(manners); i++)
		if (strcmp(argv[1], manners[i].name) == 0)
			s->manner = &manners[i];
	if (s->manner == NULL)
		die("\"%s\" is neither slow nor mute", argv[1]);
	s->port = dial_port(argv[2]);
	if (num_int(slice_str(argv[3]), 1, 100000, &n) != 0)
		die("\"%s\" is no count (1 to 100000)", argv[3]);
	s->n = (size_t)n;
	if (num_duration(slice_str(argv[4]), &s->pause_us) != 0)
		die("\"%s\" is no duration", argv[4]);
}

static void
raise_limit(size_t n)
{
	struct rlimit l;

	if (getrlimit(RLIMIT_NOFILE, &l) != 0 || l.rlim_max < n + 16)
		die("not enough descriptors for %zu connections", n);
	if (l.rlim_cur < n + 16)
		l.rlim_cur = n + 16;
	if (setrlimit(RLIMIT_NOFILE, &l) != 0)
		die_errno("descriptors");
}

int
main(int argc, char **argv)
{
	struct callers s = { 0 };
	int64_t now_us = clock_mono();
	size_t i;

	die_name("callers");
	if (argc != 5)
		die("usage: callers slow|mute PORT COUNT PAUSE");
	options(&s, argv);
	raise_limit(s.n);
	signal(SIGPIPE, SIG_IGN);
	s.poller = poller_new();
	if (s.poller == NULL)
		die_errno("poller");
	s.all = ezalloc(s.n, sizeof(*s.all));
	/* Not all in one moment: the first ones come within a second. */
	for (i = 0; i < s.n; i++)
		s.all[i] = (struct caller){ .fd = -1,
			.due_us = now_us + (int64_t)i * SECOND_US /
			    (int64_t)s.n };
	loop(&s);
}
