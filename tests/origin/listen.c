/*
 * Numeric addresses only: a test origin asks no name server.
 */
#include <sys/socket.h>

#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "ealloc.h"
#include "listen.h"
#include "sbuf.h"

/*
 * Modest, so that "taken by the socket" is not long before "received". The
 * kernel doubles it.
 */
#define SEND_BUFFER 65536

static struct addrinfo *
resolve(const char *address)
{
	struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
		.ai_socktype = SOCK_STREAM,
	}, *found;
	const char *colon = strrchr(address, ':');
	char *host;
	int error;

	if (colon == NULL)
		misuse("--listen: \"%s\" is not ADDR:PORT", address);
	if (address[0] == '[' && colon > address + 1 && colon[-1] == ']')
		host = estrndup(address + 1, (size_t)(colon - address) - 2);
	else
		host = estrndup(address, (size_t)(colon - address));
	error = getaddrinfo(host, colon + 1, &hints, &found);
	if (error != 0)
		misuse("--listen: \"%s\" is not ADDR:PORT: %s", address,
		    gai_strerror(error));
	free(host);
	return found;
}

int
listen_on(const char *address)
{
	struct addrinfo *a = resolve(address);
	int one = 1, size = SEND_BUFFER;
	int fd = socket(a->ai_family, SOCK_STREAM, 0);

	if (fd < 0)
		die_errno("socket");
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	if (bind(fd, a->ai_addr, a->ai_addrlen) != 0 ||
	    listen(fd, SOMAXCONN) != 0)
		die_errno("%s", address);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	freeaddrinfo(a);
	return fd;
}

int
listen_announce(int fd)
{
	struct sockaddr_storage sa;
	socklen_t n = sizeof(sa);
	char host[64], port[16];
	int v6;

	if (getsockname(fd, (struct sockaddr *)&sa, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&sa, n, host, sizeof(host), port,
	    sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		die("the socket has no address");
	v6 = strchr(host, ':') != NULL;
	msg("listening on http://%s%s%s:%s", v6 ? "[" : "", host,
	    v6 ? "]" : "", port);
	return (int)strtol(port, NULL, 10);
}

void
listen_port_file(const char *path, int port)
{
	struct sbuf tmp = { 0 };
	FILE *f;

	sbuf_printf(&tmp, "%s.tmp", path);
	sbuf_char(&tmp, '\0');
	f = fopen(tmp.p, "w");
	if (f == NULL || fprintf(f, "%d\n", port) < 0 || fclose(f) != 0 ||
	    rename(tmp.p, path) != 0)
		die_errno("%s", path);
	sbuf_free(&tmp);
}
