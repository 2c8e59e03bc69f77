/*
 * From ADDR:PORT to a socket, and back.
 */
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "listen.h"
#include "num.h"

/* Host and port as strings of their own; host empty for :PORT. */
static void
split(const char *where, char **host, char **port)
{
	const char *colon = strrchr(where, ':');
	size_t n = colon != NULL ? (size_t)(colon - where) : 0;
	int64_t v;

	if (colon == NULL || num_int((struct slice){ colon + 1,
	    strlen(colon + 1) }, 0, 65535, &v) != 0)
		misuse("--listen: \"%s\" is not ADDR:PORT (port 0 to 65535)",
		    where);
	if (n > 2 && where[0] == '[' && where[n - 1] == ']') {
		where++;
		n -= 2;
	} else if (memchr(where, ':', n) != NULL ||
	    memchr(where, '[', n) != NULL) {
		misuse("--listen: \"%s\": an IPv6 address goes into brackets, "
		    "[::1]:17091", where);
	}
	*host = estrndup(where, n);
	*port = estrdup(colon + 1);
}

/* A socket bound to one address, or -1 with errno. */
static int
bind_to(const struct addrinfo *a)
{
	int fd = socket(a->ai_family, SOCK_STREAM, 0), on = 1, saved;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 &&
	    listen(fd, SOMAXCONN) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

int
listen_open(const char *where)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE,
		.ai_socktype = SOCK_STREAM }, *list, *a;
	char *host, *port;
	int fd = -1, error;

	split(where, &host, &port);
	error = getaddrinfo(*host != '\0' ? host : NULL, port, &hints, &list);
	if (error != 0)
		die("%s: %s", where, gai_strerror(error));
	for (a = list; a != NULL && fd < 0; a = a->ai_next)
		fd = bind_to(a);
	if (fd < 0)
		die_errno("cannot listen on %s", where);
	freeaddrinfo(list);
	free(host);
	free(port);
	return fd;
}

void
listen_url(int fd, struct sbuf *b)
{
	struct sockaddr_storage sa;
	socklen_t n = sizeof(sa);
	char host[64], port[8];	/* numeric, with an IPv6 scope */

	if (getsockname(fd, (struct sockaddr *)&sa, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&sa, n, host, sizeof(host), port,
	    sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return;
	if (strchr(host, ':') != NULL)
		sbuf_printf(b, "http://[%s]:%s/", host, port);
	else
		sbuf_printf(b, "http://%s:%s/", host, port);
}
