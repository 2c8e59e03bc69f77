/*
 * Rules and the addresses in them. Nothing here asks a name server.
 */
#include <netinet/in.h>

#include <ctype.h>
#include <netdb.h>
#include <strings.h>

#include "die.h"
#include "num.h"
#include "rule.h"

static const char form[] = "it is not HOST:PORT:ADDR";

/* Where a host in brackets, or up to a colon, ends. */
static struct slice
bracketed(struct slice *s, size_t n)
{
	struct slice in = { s->p, n };

	if (s->n > 0 && s->p[0] == '[') {
		n = slice_find(*s, ']');
		if (n == s->n)
			return (struct slice){ s->p, 0 };
		in = (struct slice){ s->p + 1, n - 1 };
		n++;
	}
	*s = slice_from(*s, n);
	return in;
}

int
host_read(char host[HOST_BYTES], struct slice *s)
{
	struct slice in = bracketed(s, slice_find(*s, ':'));
	size_t i;

	if (in.n == 0 || in.n >= HOST_BYTES)
		return -1;
	for (i = 0; i < in.n; i++) {
		if (!isgraph((unsigned char)in.p[i]))
			return -1;
		host[i] = in.p[i];
	}
	host[i] = '\0';
	return 0;
}

void
address_port(struct address *a, uint16_t port)
{
	if (a->to.ss_family == AF_INET6)
		((struct sockaddr_in6 *)(void *)&a->to)->sin6_port =
		    htons(port);
	else
		((struct sockaddr_in *)(void *)&a->to)->sin_port = htons(port);
}

/* getaddrinfo rather than inet_pton: it knows scopes (fe80::1%eth0). */
int
address_read(struct address *a, const char *digits, uint16_t port)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST }, *found;
	int error;

	error = getaddrinfo(digits, NULL, &hints, &found);
	if (error == EAI_MEMORY)
		die("out of memory");
	if (error != 0)
		return -1;
	*a = (struct address){ .n = found->ai_addrlen };
	memcpy(&a->to, found->ai_addr, found->ai_addrlen);
	freeaddrinfo(found);
	address_port(a, port);
	return 0;
}

const char *
rule_address(struct relay_rule *r, struct slice addr)
{
	char digits[HOST_BYTES];
	struct slice in = bracketed(&addr, addr.n);

	if (addr.n > 0 || in.n == 0 || in.n >= sizeof(digits))
		return "no address";
	if (slice_find(in, ',') < in.n)
		return "one address only";
	memcpy(digits, in.p, in.n);
	digits[in.n] = '\0';
	if (strlen(digits) != in.n ||
	    address_read(&r->addr, digits, r->port) != 0)
		return "the address must be digits, as 192.0.2.7 or "
		    "[2001:db8::7]";
	return NULL;
}

int
rule_is_bare(struct slice text)
{
	if (text.n > 0 && *text.p == '[')
		return slice_find(text, ']') + 1 >= text.n;
	return slice_find(text, ':') == text.n;
}

const char *
rule_read(struct relay_rule *r, struct slice text)
{
	int64_t port;
	size_t n;

	if (host_read(r->host, &text) != 0 || text.n == 0 || *text.p != ':')
		return form;
	text = slice_from(text, 1);
	n = slice_find(text, ':');
	if (n == text.n)
		return form;
	if (num_int((struct slice){ text.p, n }, 1, 65535, &port) != 0)
		return "the port must be 1 to 65535";
	r->port = (uint16_t)port;
	return rule_address(r, slice_from(text, n + 1));
}

const struct relay_rule *
rule_find(const struct relay_rule *rules, size_t n, const char *host,
    uint16_t port)
{
	for (; n > 0; n--)
		if (rules[n - 1].port == port &&
		    (strcmp(rules[n - 1].host, "*") == 0 ||
		    strcasecmp(rules[n - 1].host, host) == 0))
			return &rules[n - 1];
	return NULL;
}
