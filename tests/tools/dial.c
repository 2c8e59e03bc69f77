/*
 * A loopback connection.
 */
#include <netinet/in.h>
#include <arpa/inet.h>
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "dial.h"
#include "num.h"

#define TRIES 100
#define PAUSE_MS 10

uint16_t
dial_port(const char *arg)
{
	int64_t port;

	if (num_int(slice_str(arg), 1, 65535, &port) != 0)
		die("\"%s\" is no port (1 to 65535)", arg);
	return (uint16_t)port;
}

static int
dial_once(uint16_t port, int wait)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), error;

	if (fd < 0)
		return -1;
	if (!wait)
		fcntl(fd, F_SETFL, O_NONBLOCK);
	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0 ||
	    errno == EINPROGRESS)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int
dial(uint16_t port, int wait)
{
	int i, fd = -1;

	for (i = 0; i < TRIES; i++) {
		fd = dial_once(port, wait);
		if (fd >= 0 || errno != EADDRNOTAVAIL)
			break;
		poll(NULL, 0, PAUSE_MS);
	}
	return fd;
}
