/* The relay's process between a client and a server that this test plays. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "machine/descriptors.h"
#include "relay/relay.h"

#define GET "GET http://good.test:%d%s HTTP/1.1\r\nHost: good.test\r\n\r\n"
#define MANY 100
#define MUCH (48 << 20)

static struct relay relay;
static int listener, port;

static void
bound_time(int fd)
{
	struct timeval t = { .tv_sec = 5 };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
}

/* A socket that listens on a free port, or is connected to a port. */
static int
loopback(int *at, int to)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)to) };
	struct sockaddr *sa = (struct sockaddr *)(void *)&a;
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	bound_time(fd);
	if (at == NULL && connect(fd, sa, n) != 0) {
		close(fd);
		return -1;
	}
	if (at != NULL) {
		CHECK(bind(fd, sa, n) == 0 && listen(fd, 128) == 0 &&
		    getsockname(fd, sa, &n) == 0);
		*at = ntohs(a.sin_port);
	}
	return fd;
}

static int
client(void)
{
	return loopback(NULL, relay.port);
}

static int
server(void)
{
	int fd = accept(listener, NULL, NULL);

	CHECK(fd >= 0);
	bound_time(fd);
	return fd;
}

static void
say(int fd, const char *s)
{
	CHECK(write(fd, s, strlen(s)) == (ssize_t)strlen(s));
}

/* The peer says exactly this next. */
static void
hears(int fd, const char *want)
{
	char got[512] = "";
	size_t n = 0;
	ssize_t k = 1;

	while (n < strlen(want) && k > 0) {
		k = read(fd, got + n, strlen(want) - n);
		n += k > 0 ? (size_t)k : 0;
	}
	CHECK(strcmp(got, want) == 0);
	if (strcmp(got, want) != 0)
		printf("got <%s>, not <%s>\n", got, want);
}

static int
at_eof(int fd)
{
	char c;

	return read(fd, &c, 1) == 0;
}

static void
ask(int fd, const char *path)
{
	char head[256];

	snprintf(head, sizeof(head), GET, port, path);
	say(fd, head);
}

static void
hears_request(int fd, const char *path)
{
	char want[256];

	snprintf(want, sizeof(want),
	    "GET %s HTTP/1.1\r\nHost: good.test\r\n\r\n", path);
	hears(fd, want);
}

/* A client and its server, past CONNECT. */
static void
tunnel(int *c, int *s)
{
	char head[128];

	*c = client();
	snprintf(head, sizeof(head), "CONNECT good.test:%d HTTP/1.1\r\n\r\n",
	    port);
	say(*c, head);
	hears(*c, "HTTP/1.1 200 Connection established\r\n\r\n");
	*s = server();
}

/* What is asked in these bytes gets this status line and then the end. */
static void
answered(const char *head, const char *status)
{
	char rest[256];
	int c = client();

	say(c, head);
	hears(c, "HTTP/1.1 ");
	hears(c, status);
	while (read(c, rest, sizeof(rest)) > 0)
		;
	CHECK(at_eof(c));
	close(c);
}

static void
test_keep_alive(void)
{
	int c = client(), s;

	ask(c, "/1");
	s = server();
	hears_request(s, "/1");
	say(s, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
	hears(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
	ask(c, "/2");
	hears_request(s, "/2");
	say(s, "HTTP/1.1 404 No\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
	hears(c, "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n0");
	/* Closed by the server between two requests. */
	close(s);
	hears(c, "\r\n\r\n");
	CHECK(at_eof(c));
	close(c);
}

/* The rule's host, then one of digits, then one by its name. */
static void
test_other_host(void)
{
	static const char *const host[] = { "127.0.0.1", "localhost" };
	char head[128];
	int c = client(), s, next;
	size_t i;

	ask(c, "/1");
	s = server();
	hears_request(s, "/1");
	say(s, "one");
	hears(c, "one");
	for (i = 0; i < COUNT(host); i++) {
		snprintf(head, sizeof(head),
		    "GET http://%s:%d/2 HTTP/1.1\r\n\r\n", host[i], port);
		say(c, head);
		next = server();
		CHECK(at_eof(s));
		close(s);
		s = next;
		hears(s, "GET /2 HTTP/1.1\r\n\r\n");
		say(s, "two");
		hears(c, "two");
	}
	close(c);
	CHECK(at_eof(s));
	close(s);
}

static void
test_half_close(void)
{
	int c, s;

	tunnel(&c, &s);
	say(c, "ping");
	hears(s, "ping");
	shutdown(c, SHUT_WR);
	CHECK(at_eof(s));
	say(s, "late");
	hears(c, "late");
	close(s);
	CHECK(at_eof(c));
	close(c);

	tunnel(&c, &s);
	shutdown(s, SHUT_WR);
	CHECK(at_eof(c));
	say(c, "late");
	hears(s, "late");
	close(c);
	CHECK(at_eof(s));
	close(s);
}

/* A server that breaks off: what it said arrives, then the reset. */
static void
test_reset(void)
{
	struct linger now = { .l_onoff = 1 };
	char x;
	int c = client(), s;

	ask(c, "/");
	s = server();
	hears_request(s, "/");
	say(s, "part");
	hears(c, "part");
	setsockopt(s, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(s);
	CHECK(read(c, &x, 1) < 0 && errno == ECONNRESET);
	close(c);
}

static int
becomes_writable(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	return poll(&p, 1, ms) == 1;
}

/* A server that has much to say to a client that does not listen yet. */
static void
test_back_pressure(void)
{
	static char buf[1 << 16];
	size_t put = 0, got = 0;
	ssize_t k = 0;
	int c, s;

	tunnel(&c, &s);
	fcntl(s, F_SETFL, O_NONBLOCK);
	while (put < MUCH && becomes_writable(s, 300)) {
		k = write(s, buf, sizeof(buf));
		put += k > 0 ? (size_t)k : 0;
	}
	CHECK(put < MUCH);
	shutdown(s, SHUT_WR);
	while ((k = read(c, buf, sizeof(buf))) > 0)
		got += (size_t)k;
	CHECK(k == 0 && got == put);
	close(c);
	close(s);
}

static void
test_answers(void)
{
	char head[256];
	static char big[70000];

	answered("\x16\x03\x01 hello\r\n\r\n", "400 hls-relay: not a request");
	answered("GET / HTTP/1.1\r\n\r\n", "400 hls-relay: not an http");
	snprintf(head, sizeof(head), "GET http://x%070d/ HTTP/1.1\r\n\r\n", 0);
	answered(head, "502 hls-relay: x000");
	answered("GET http://dead.test:1/ HTTP/1.1\r\n\r\n",
	    "502 hls-relay: 127.0.0.1 port 1: Connection refused\r\n");
	answered("CONNECT dead.test:1 HTTP/1.1\r\n\r\n",
	    "502 hls-relay: 127.0.0.1 port 1: Connection refused\r\n");
	memset(big, 'a', sizeof(big) - 1);
	answered(big, "400 hls-relay: the request's head is too long\r\n");
}

static void
test_many(void)
{
	char path[16];
	int c[MANY], s[MANY], i;

	for (i = 0; i < MANY; i++) {
		c[i] = client();
		ask(c[i], "/");
	}
	for (i = 0; i < MANY; i++) {
		s[i] = server();
		hears_request(s[i], "/");
		snprintf(path, sizeof(path), "%08d", i);
		say(s[i], path);
	}
	for (i = 0; i < MANY; i++) {
		hears(c[i], "0000");
		close(c[i]);
	}
	for (i = 0; i < MANY; i++) {
		CHECK(at_eof(s[i]));
		close(s[i]);
	}
}

static int
refused_soon(int at)
{
	int i, fd;

	for (i = 0; i < 500; i++) {
		fd = loopback(NULL, at);
		if (fd < 0)
			return 1;
		close(fd);
		poll(NULL, 0, 10);
	}
	return 0;
}

/* It outlives TERM, but not its starter. */
static void
test_end(const struct relay_rule *rules)
{
	struct relay other;
	int ends[2];
	pid_t pid;

	CHECK(kill(relay.pid, SIGTERM) == 0 && kill(relay.pid, SIGINT) == 0);
	test_keep_alive();
	if (pipe(ends) != 0)
		return;
	pid = fork();
	if (pid == 0) {
		if (relay_start(&other, rules, 1, 0) != 0)
			_exit(1);
		/* cppcheck-suppress invalidFunctionArgBool ; 0 or 1 */
		_exit(write(ends[1], &other, sizeof(other)) < 0);
	}
	CHECK(read(ends[0], &other, sizeof(other)) == sizeof(other));
	CHECK(waitpid(pid, NULL, 0) == pid && refused_soon(other.port));
	CHECK(relay_start(&other, rules, 1, -1) != 0);
}

int
main(void)
{
	struct relay_rule rules[2];
	char text[64];
	int was;

	descriptors_prepare();
	listener = loopback(&port, 0);
	snprintf(text, sizeof(text), "good.test:%d:127.0.0.1", port);
	CHECK(rule_read(&rules[0], slice_str(text)) == NULL);
	CHECK(rule_read(&rules[1], SLICE("dead.test:1:127.0.0.1")) == NULL);
	if (relay_start(&relay, rules, 2, 0) != 0)
		return 1;
	test_keep_alive();
	test_other_host();
	test_half_close();
	test_reset();
	test_back_pressure();
	test_answers();
	test_many();
	test_end(rules);
	was = relay.port;
	relay_end(&relay);
	CHECK(relay.pid == 0 && refused_soon(was));
	return check_result();
}
