/* Request heads on their way through the relay. */
#include "check.h"
#include "relay/request.h"

/* The head goes on as out, to host and port. */
static void
passes(const char *head, const char *host, int port, const char *out)
{
	struct request q;
	struct sbuf b = { 0 };

	CHECK(request_end(slice_str(head)) == strlen(head));
	CHECK(request_read(&q, slice_str(head), &b) == NULL);
	CHECK(strcmp(q.host, host) == 0 && q.port == port && !q.tunnel);
	CHECK(slice_eq(sbuf_view(&b), slice_str(out)));
	sbuf_free(&b);
}

static void
tunnels(const char *head, const char *host, int port)
{
	struct request q;
	struct sbuf b = { 0 };

	CHECK(request_read(&q, slice_str(head), &b) == NULL);
	CHECK(strcmp(q.host, host) == 0 && q.port == port && q.tunnel);
	CHECK(b.n == 0);
	sbuf_free(&b);
}

static void
test_absolute(void)
{
	passes("GET http://h.test:8080/a/b.ts?x=1 HTTP/1.1\r\nHost: v\r\n\r\n",
	    "h.test", 8080,
	    "GET /a/b.ts?x=1 HTTP/1.1\r\nHost: v\r\n\r\n");
	passes("GET http://h/ HTTP/1.1\r\n\r\n", "h", 80,
	    "GET / HTTP/1.1\r\n\r\n");
	passes("GET HTTP://h: HTTP/1.0\r\n\r\n", "h", 80,
	    "GET / HTTP/1.0\r\n\r\n");
	passes("GET http://h?q HTTP/1.1\r\n\r\n", "h", 80,
	    "GET /?q HTTP/1.1\r\n\r\n");
	passes("GET http://u:p@h/x@y:1 HTTP/1.1\r\n\r\n", "h", 80,
	    "GET /x@y:1 HTTP/1.1\r\n\r\n");
	passes("GET http://u:p@s@h:81/ HTTP/1.1\r\n\r\n", "h", 81,
	    "GET / HTTP/1.1\r\n\r\n");
	passes("GET http://[::1]:81/ HTTP/1.1\r\n\r\n", "::1", 81,
	    "GET / HTTP/1.1\r\n\r\n");
	/* Spaces are for the server to judge. */
	passes("GET http://h/a b.ts HTTP/1.1\r\n\r\n", "h", 80,
	    "GET /a b.ts HTTP/1.1\r\n\r\n");
	passes("\r\nGET http://h/ HTTP/1.1\n\n", "h", 80,
	    "GET / HTTP/1.1\n\n");
}

static void
test_headers(void)
{
	passes("GET http://h/ HTTP/1.1\r\nProxy-Connection: keep-alive\r\n"
	    "X: Proxy-Connection: x\r\nproxy-authorization: Basic x\r\n"
	    "Connection: keep-alive\r\n\r\n", "h", 80,
	    "GET / HTTP/1.1\r\nX: Proxy-Connection: x\r\n"
	    "Connection: keep-alive\r\n\r\n");
}

static void
test_connect(void)
{
	tunnels("CONNECT h.test:443 HTTP/1.1\r\nHost: x\r\n\r\n", "h.test",
	    443);
	tunnels("CONNECT [2001:db8::7]:8443 HTTP/1.1\r\n\r\n", "2001:db8::7",
	    8443);
}

static void
test_refused(void)
{
	static const char *const bad[] = {
		"GET / HTTP/1.1\r\n\r\n", "GET https://h/ HTTP/1.1\r\n\r\n",
		"GET http:// HTTP/1.1\r\n\r\n", "CONNECT h HTTP/1.1\r\n\r\n",
		"GET http://h:0/ HTTP/1.1\r\n\r\n",
		"GET http://h:99999/ HTTP/1.1\r\n\r\n",
		"GET http://[::1/ HTTP/1.1\r\n\r\n",
		"GET http://[::1]x/ HTTP/1.1\r\n\r\n",
		"CONNECT :443 HTTP/1.1\r\n\r\n", "GET\r\n\r\n", " \r\n\r\n",
		"GET http://h/\r\n\r\n", "GET http://h/ HTTP/2\r\n\r\n",
		"\x16\x03\x01 \n\n", "GET  HTTP/1.1\r\n\r\n",
		"POST http://h/ HTTP/1.1\r\ncontent-length: 3\r\n\r\n",
		"PUT http://h/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
	};
	struct request q;
	struct sbuf b = { 0 };
	size_t i;

	for (i = 0; i < COUNT(bad); i++)
		CHECK(request_read(&q, slice_str(bad[i]), &b) != NULL);
	sbuf_free(&b);
}

static void
test_url(void)
{
	static const char *const bad[] = { "", "http://", "ftp://h/",
		"https://h:x/", "https:///x", "h" };
	struct request q;
	size_t i;

	CHECK(request_url(&q, SLICE("https://u:p@h.test/x?y=http://z")) == 0 &&
	    strcmp(q.host, "h.test") == 0 && q.port == 443);
	CHECK(request_url(&q, SLICE("http://[::1]:81")) == 0 &&
	    strcmp(q.host, "::1") == 0 && q.port == 81);
	for (i = 0; i < COUNT(bad); i++)
		CHECK(request_url(&q, slice_str(bad[i])) != 0);
}

/* A head that comes byte for byte is whole at its last one, and not before. */
static void
test_end(void)
{
	static const char two[] = "GET http://h/ HTTP/1.1\r\nA: b\r\n\r\nGET";
	size_t n, whole = sizeof(two) - 4;

	for (n = 0; n < whole; n++)
		CHECK(request_end((struct slice){ two, n }) == 0);
	CHECK(request_end(slice_str(two)) == whole);
	CHECK(request_end(SLICE("\r\n\r\n")) == 0);
}

int
main(void)
{
	test_absolute();
	test_headers();
	test_connect();
	test_refused();
	test_end();
	test_url();
	return check_result();
}
