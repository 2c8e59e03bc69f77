/*
 * drop PORT COUNT: opens so many connections to an HTTP server on
 * 127.0.0.1:PORT, one after the other, and drops each in one of several ways:
 * at once or late, before, within or behind a request, in order or by a reset.
 * Prints how many answers it got, of those it waited for.
 */
#include <sys/socket.h>
#include <sys/time.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "dial.h"
#include "die.h"
#include "num.h"

#define HALF "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Half: "
#define WHOLE "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define LAST "GET /metrics HTTP/1.1\r\nHost: localhost\r\n" \
	"Connection: close\r\n\r\n"
#define OPEN_LONG 100		/* of the idle ones; more than the server has */

enum {
	RESET = 1,		/* by closing, with what is still unread */
	READ = 2,		/* to the end of the answer before that */
	LATE = 4,		/* OPEN_LONG such connections later */
	SHUT = 8,		/* our side first */
};

static const struct way {
	const char *say;
	int how;
} ways[] = {
	{ "", RESET },
	{ "", LATE },
	{ "", LATE | RESET },
	{ HALF, 0 },
	{ HALF, RESET },
	{ HALF, LATE },
	{ HALF, SHUT | LATE },
	{ WHOLE, 0 },
	{ WHOLE, RESET },
	{ WHOLE, LATE },
	{ WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE HALF, RESET },
	{ WHOLE WHOLE LAST, READ },
	{ LAST, READ | SHUT },
	{ "\r\n\r\nnonsense\r\n\r\n", READ },
	{ LAST, LATE | RESET },
};

/* Ones to be closed late, and whose turn it is. */
static int late[OPEN_LONG];
static size_t turn;

static void
reset_on_close(int fd)
{
	struct linger l = { .l_onoff = 1 };

	if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof(l)) != 0)
		die_errno("SO_LINGER");
}

/* Reads to the end; 1 if an answer came at all. */
static int
read_all(int fd)
{
	char buf[65536];
	ssize_t k, n = 0;

	while ((k = read(fd, buf, sizeof(buf))) > 0)
		n += k;
	return n > 0;
}

static void
hang_up(int fd, int how)
{
	int old = fd;

	if (how & LATE) {
		old = late[turn];
		late[turn] = fd;
		turn = (turn + 1) % OPEN_LONG;
	}
	if (old >= 0)
		close(old);
}

/* One connection; 1 if it was answered. */
static int
call(uint16_t port, const struct way *w)
{
	struct timeval limit = { .tv_sec = 10 };
	int fd = dial(port, 1), answered = 0;

	if (fd < 0)
		die_errno("connect");
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	if (w->how & RESET)
		reset_on_close(fd);
	/* It may have been dropped there already: that is no matter. */
	if (write(fd, w->say, strlen(w->say)) >= 0 && w->how & SHUT)
		shutdown(fd, SHUT_WR);
	if (w->how & READ)
		answered = read_all(fd);
	hang_up(fd, w->how);
	return answered;
}

int
main(int argc, char **argv)
{
	int64_t i, count, waited = 0, answered = 0;
	uint16_t port;

	die_name("drop");
	if (argc != 3)
		die("usage: drop PORT COUNT");
	port = dial_port(argv[1]);
	if (num_int(slice_str(argv[2]), 1, 1000000000, &count) != 0)
		die("\"%s\" is no count", argv[2]);
	signal(SIGPIPE, SIG_IGN);
	for (i = 0; i < OPEN_LONG; i++)
		late[i] = -1;
	for (i = 0; i < count; i++) {
		const struct way *w = &ways[(size_t)i % COUNT(ways)];

		waited += (w->how & READ) != 0;
		answered += call(port, w);
	}
	printf("%lld connections, %lld of %lld answers\n", (long long)count,
	    (long long)answered, (long long)waited);
	return answered < waited;
}
