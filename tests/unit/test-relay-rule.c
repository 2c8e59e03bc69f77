/* --resolve rules: what is read, what is refused, which one counts. */
#include <sys/socket.h>

#include <netdb.h>

#include "check.h"
#include "relay/rule.h"

/* "HOST PORT -> ADDR PORT" of a rule. */
static const char *
shown(const struct relay_rule *r)
{
	static char text[1024];
	char addr[128], port[16];

	if (getnameinfo((const struct sockaddr *)(const void *)&r->addr.to,
	    r->addr.n, addr, sizeof(addr), port, sizeof(port),
	    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return "no address";
	snprintf(text, sizeof(text), "%s %d -> %s %s", r->host, r->port,
	    addr, port);
	return text;
}

static void
test_read(void)
{
	static const char *const good[][2] = {
		{ "cdn.test:443:192.0.2.7", "cdn.test 443 -> 192.0.2.7 443" },
		{ "h:1:::1", "h 1 -> ::1 1" },
		{ "h:65535:[2001:db8::7]", "h 65535 -> 2001:db8::7 65535" },
		{ "[::1]:80:127.0.0.1", "::1 80 -> 127.0.0.1 80" },
		{ "*:80:127.0.0.1", "* 80 -> 127.0.0.1 80" },
	};
	static const char *const bad[] = {
		"", "h", "h:80", "h:80:", ":80:127.0.0.1", "h:0:127.0.0.1",
		"h:65536:127.0.0.1", "h:-1:127.0.0.1", "h:x:127.0.0.1",
		"h:80:other.test", "h:80:127.0.0.1,127.0.0.2", "h:80:[::1",
		"h:80:[::1]x", "[::1:80:127.0.0.1", "a b:80:127.0.0.1",
		"h:80:127.0.0.1:81", "h:80:[]",
	};
	struct relay_rule r;
	size_t i;

	for (i = 0; i < COUNT(good); i++) {
		CHECK(rule_read(&r, slice_str(good[i][0])) == NULL);
		CHECK(strcmp(shown(&r), good[i][1]) == 0);
	}
	for (i = 0; i < COUNT(bad); i++)
		CHECK(rule_read(&r, slice_str(bad[i])) != NULL);
}

static void
test_bare(void)
{
	static const char *const no[] = { "h:80:127.0.0.1", "::1",
		"[::1]:80:127.0.0.1" };
	struct relay_rule r = { .host = "h", .port = 80 };
	size_t i;

	CHECK(rule_is_bare(SLICE("192.0.2.7")) && rule_is_bare(SLICE("[::1]")));
	CHECK(rule_address(&r, SLICE("[::1]")) == NULL);
	CHECK(strcmp(shown(&r), "h 80 -> ::1 80") == 0);
	CHECK(rule_address(&r, SLICE("name.test")) != NULL);
	for (i = 0; i < COUNT(no); i++)
		CHECK(!rule_is_bare(slice_str(no[i])));
}

static void
test_long_host(void)
{
	char text[400];
	struct relay_rule r;

	memset(text, 'a', sizeof(text));
	memcpy(text + HOST_BYTES, ":80:127.0.0.1", 14);
	CHECK(rule_read(&r, slice_str(text)) != NULL);
	CHECK(rule_read(&r, slice_str(text + 1)) == NULL);
}

static void
test_find(void)
{
	struct relay_rule r[3];

	CHECK(rule_read(&r[0], SLICE("*:80:127.0.0.1")) == NULL);
	CHECK(rule_read(&r[1], SLICE("a.test:80:127.0.0.2")) == NULL);
	CHECK(rule_read(&r[2], SLICE("a.test:443:127.0.0.3")) == NULL);
	CHECK(rule_find(r, 3, "A.Test", 80) == &r[1]);
	CHECK(rule_find(r, 3, "a.test", 443) == &r[2]);
	CHECK(rule_find(r, 3, "b.test", 80) == &r[0]);
	CHECK(rule_find(r, 3, "b.test", 443) == NULL);
	CHECK(rule_find(r, 0, "a.test", 80) == NULL);
}

int
main(void)
{
	test_read();
	test_bare();
	test_long_host();
	test_find();
	return check_result();
}
