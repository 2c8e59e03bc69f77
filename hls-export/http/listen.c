/*
 * From ADDR:PORT or unix:PATH to a socket, and back.
 */
#include <sys/socket.h>
#include <sys/un.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "listen.h"
#include "listen_unix.h"
#include "num.h"

/* The path of unix:PATH, or NULL. */
static const char *
unix_path(const char *where)
{
	return strncmp(where, "unix:", 5) == 0 ? where + 5 : NULL;
}

/* Host and port as strings of their own; host empty for :PORT. */
static void
split(const char *where, char **host, char **port)
{
	const char *colon = strrchr(where, ':');
	size_t n = (size_t)(colon - where);

	if (n > 2 && where[0] == '[') {
		where++;
		n -= 2;
	}
	*host = estrndup(where, n);
	*port = estrdup(colon + 1);
}

void
listen_check(const char *where)
{
	const char *colon = strrchr(where, ':'), *path = unix_path(where);
	size_t n = colon != NULL ? (size_t)(colon - where) : 0;
	int64_t v;

	if (path != NULL && *path == '\0')
		misuse("--listen: \"%s\": no path", where);
	if (path != NULL)
		return;
	if (colon == NULL || num_int(slice_str(colon + 1), 0, 65535, &v) != 0)
		misuse("--listen: \"%s\" is neither ADDR:PORT "
		    "(port 0 to 65535) nor unix:PATH", where);
	if (n > 2 && where[0] == '[' && where[n - 1] == ']')
		return;
	if (memchr(where, ':', n) != NULL || memchr(where, '[', n) != NULL)
		misuse("--listen: \"%s\": an IPv6 address goes into brackets, "
		    "[::1]:17091", where);
}

/* A socket bound to one address, or -1 with errno. */
static int
bind_to(const struct addrinfo *a)
{
	int fd = socket(a->ai_family, SOCK_STREAM, 0), on = 1, off = 0, saved;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	/* For the sockets accepted: an answer is written in one piece. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	/* So that [::] is IPv4 too, whatever the system's default. */
	if (a->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 &&
	    listen(fd, SOMAXCONN) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

/*
 * The first address of a family that can be had, or -1 with errno. A name that
 * is none ends the program.
 */
static int
bind_family(const char *where, const char *host, const char *port, int family)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE,
		.ai_family = family, .ai_socktype = SOCK_STREAM }, *list, *a;
	int fd = -1, error, saved;

	error = getaddrinfo(host, port, &hints, &list);
	if (error != 0 && host != NULL)
		die("%s: %s", where, gai_strerror(error));
	if (error != 0) {
		errno = EAFNOSUPPORT;
		return -1;
	}
	for (a = list; a != NULL && fd < 0; a = a->ai_next)
		fd = bind_to(a);
	saved = errno;
	freeaddrinfo(list);
	errno = saved;
	return fd;
}

/* IPv4 alone only where there is no IPv6: a port in use is an error. */
static int
bind_every(const char *where, const char *port)
{
	int fd = bind_family(where, NULL, port, AF_INET6);

	if (fd < 0 && errno != EADDRINUSE && errno != EACCES)
		fd = bind_family(where, NULL, port, AF_INET);
	return fd;
}

static int
listen_tcp(const char *where)
{
	char *host, *port;
	int fd, saved;

	split(where, &host, &port);
	fd = *host == '\0' ? bind_every(where, port) :
	    bind_family(where, host, port, AF_UNSPEC);
	saved = errno;
	free(host);
	free(port);
	errno = saved;
	return fd;
}

int
listen_open(const char *where, int optional)
{
	const char *path = unix_path(where), *why;
	int fd = path != NULL ? listen_unix(path) : listen_tcp(where);

	if (fd >= 0)
		return fd;
	why = errno == ENOTSOCK ? "is there, and is no socket" :
	    strerror(errno);
	if (!optional)
		die("cannot listen on %s: %s%s", where, why,
		    errno != EADDRINUSE ? "" : " (another --listen ADDR, or "
		    "--listen-optional to go on without)");
	msg("cannot listen on %s: %s; it goes on without", where, why);
	return -1;
}

void
listen_url(int fd, struct sbuf *b)
{
	struct sockaddr_storage sa = { 0 };
	socklen_t n = sizeof(sa);
	char host[64], port[8];	/* numeric, with an IPv6 scope */

	if (getsockname(fd, (struct sockaddr *)&sa, &n) != 0)
		return;
	if (sa.ss_family == AF_UNIX) {
		sbuf_printf(b, "unix:%s",
		    ((struct sockaddr_un *)&sa)->sun_path);
		return;
	}
	if (getnameinfo((struct sockaddr *)&sa, n, host, sizeof(host), port,
	    sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return;
	sbuf_printf(b, strchr(host, ':') != NULL ? "http://[%s]:%s/metrics" :
	    "http://%s:%s/metrics", host, port);
}
