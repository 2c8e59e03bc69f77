/*
 * The rules of --resolve, HOST:PORT:ADDR as curl's: who asks for HOST:PORT is
 * connected to ADDR, port PORT. HOST "*" is any host. An IPv6 address may
 * stand in brackets, and must as HOST. Of two rules for the same the later
 * one counts.
 */
#ifndef RULE_H
#define RULE_H

#include <sys/socket.h>

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

/* The longest name of the DNS, and a zero byte. */
#define HOST_BYTES 256

struct address {
	struct sockaddr_storage to;
	socklen_t n;
};

struct relay_rule {
	char host[HOST_BYTES];
	uint16_t port;
	struct address addr;	/* port included */
};

/* Reads HOST:PORT:ADDR. NULL, or what is wrong with it in words. */
const char *rule_read(struct relay_rule *r, struct slice text);

/* Whether it is ADDR alone: in brackets, or without a colon. */
int rule_is_bare(struct slice text);

/* Only the ADDR of one: host and port are set already. NULL or words. */
const char *rule_address(struct relay_rule *r, struct slice addr);

/* The rule for a host and port, or NULL. */
const struct relay_rule *rule_find(const struct relay_rule *rules, size_t n,
    const char *host, uint16_t port);

/* An address in digits with a port: 0, or -1 if it is none. */
int address_read(struct address *a, const char *digits, uint16_t port);
void address_port(struct address *a, uint16_t port);

/*
 * HOST, without its brackets, and what is left behind it: 0, or -1 where HOST
 * is empty, too long or holds bytes that no name has.
 */
int host_read(char host[HOST_BYTES], struct slice *s);

#endif
