/*
 * Addresses by inet_pton(3): 0x7f.1 and others that only browsers take are
 * none.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "local.h"

int
local_socket(int fd)
{
	struct sockaddr_storage sa = { .ss_family = AF_UNSPEC };
	const struct sockaddr_in *v4 = (const void *)&sa;
	const struct sockaddr_in6 *v6 = (const void *)&sa;
	socklen_t n = sizeof(sa);

	if (getsockname(fd, (struct sockaddr *)&sa, &n) != 0)
		return 0;
	if (sa.ss_family == AF_INET)
		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	if (sa.ss_family != AF_INET6)
		return 0;
	return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr) ||
	    (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr) &&
	    v6->sin6_addr.s6_addr[12] == 127);
}

static int
is_address(int family, struct slice s)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char text[INET6_ADDRSTRLEN];

	if (s.n == 0 || s.n >= sizeof(text))
		return 0;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	return inet_pton(family, text, bytes) == 1;
}

int
local_name(struct slice authority)
{
	char own[256] = "";
	struct slice name;

	/* [::1]:80, and a zone behind a % does not matter. */
	if (authority.n > 0 && *authority.p == '[') {
		name = slice_from(authority, 1);
		if (slice_find(name, ']') == name.n)
			return 0;
		authority = name;
		name = slice_cut(&authority, ']');
		return (authority.n == 0 || *authority.p == ':') &&
		    is_address(AF_INET6, slice_until(name, '%'));
	}
	name = slice_cut(&authority, ':');
	if (gethostname(own, sizeof(own) - 1) != 0)
		*own = '\0';
	return slice_same(name, SLICE("localhost")) ||
	    is_address(AF_INET, name) ||
	    (*own != '\0' && slice_same(name, slice_str(own)));
}
