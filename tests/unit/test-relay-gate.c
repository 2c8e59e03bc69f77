/*
 * Whom the relay serves: this test's own connections, and none of another
 * user's, which only root can make here.
 */
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "check.h"
#include "machine/descriptors.h"
#include "relay/relay.h"

#define OTHER 65534
#define MANY 200
#define REFUSED "HTTP/1.1 403 hls-relay: it serves the processes of one user "

static struct relay relay;
static int listener, port;

static struct sockaddr_in
loopback(int at)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)at) };
}

static struct sockaddr *
any(struct sockaddr_in *a)
{
	return (struct sockaddr *)(void *)a;
}

static int
bound_socket(void)
{
	struct timeval t = { .tv_sec = 5 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
	return fd;
}

static void
listen_here(void)
{
	struct sockaddr_in a = loopback(0);
	socklen_t n = sizeof(a);

	listener = bound_socket();
	CHECK(bind(listener, any(&a), n) == 0 && listen(listener, 128) == 0 &&
	    getsockname(listener, any(&a), &n) == 0);
	port = ntohs(a.sin_port);
}

/* A connection to the relay on which this was asked. */
static int
asked(const char *how)
{
	struct sockaddr_in a = loopback(relay.port);
	char head[128];
	int fd = bound_socket(), n;

	n = snprintf(head, sizeof(head), how, port);
	if (connect(fd, any(&a), sizeof(a)) != 0 || write(fd, head,
	    (size_t)n) != n) {
		close(fd);
		return -1;
	}
	return fd;
}

/* What it is answered begins so, and the connection's end follows. */
static int
answered(int fd, const char *want)
{
	char got[512];
	size_t n = 0;
	ssize_t k;

	while (n < sizeof(got) && (k = read(fd, got + n, sizeof(got) - n)) > 0)
		n += (size_t)k;
	close(fd);
	return n >= strlen(want) && memcmp(got, want, strlen(want)) == 0;
}

/* It reaches the server, with this request. */
static void
passes(const char *path)
{
	char how[128], got[128] = "";
	int fd, s;

	/* One that is wrong makes the next ones wait for nothing. */
	if (failures > 0)
		return;
	snprintf(how, sizeof(how), "GET http://to.test:%%d/%s HTTP/1.1\r\n\r\n",
	    path);
	fd = asked(how);
	s = accept(listener, NULL, NULL);
	CHECK(fd >= 0 && s >= 0);
	CHECK(read(s, got, sizeof(got) - 1) > 0);
	CHECK(strncmp(got + strlen("GET /"), path, strlen(path)) == 0);
	CHECK(write(s, "ok", 2) == 2);
	close(s);
	CHECK(answered(fd, "ok"));
}

static int
nobody_calls(void)
{
	struct pollfd p = { .fd = listener, .events = POLLIN };

	return poll(&p, 1, 100) == 0;
}

/* Runs as another user: 0 if all went so. */
static int
by_other(int (*act)(void))
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(setuid(OTHER) != 0 ? 2 : act());
	waitpid(pid, &status, 0);
	return status;
}

static int
ask_all(void)
{
	static const char *const how[] = {
		"GET http://to.test:%d/theirs HTTP/1.1\r\n\r\n",
		"CONNECT to.test:%d HTTP/1.1\r\n\r\n",
		"GET http://127.0.0.1:%d/theirs HTTP/1.1\r\n\r\n",
		"GET http://localhost:%d/theirs HTTP/1.1\r\n\r\n",
	};
	size_t i;

	for (i = 0; i < COUNT(how); i++)
		if (!answered(asked(how[i]), REFUSED))
			return 1;
	return 0;
}

/* Then the system holds the connection to be root's. */
static int
ask_and_close(void)
{
	int fd = asked("GET http://to.test:%d/theirs HTTP/1.1\r\n\r\n");

	return fd < 0 || close(fd) != 0;
}

/* It asks what it likes, and closes, before the relay comes to look. */
static void
test_blind(void)
{
	CHECK(kill(relay.pid, SIGSTOP) == 0);
	CHECK(by_other(ask_and_close) == 0);
	CHECK(kill(relay.pid, SIGCONT) == 0);
	passes("mine");
	CHECK(nobody_calls());
}

/* Those of others between ours, all at once. */
static void
test_between(void)
{
	int i;

	CHECK(kill(relay.pid, SIGSTOP) == 0);
	for (i = 0; i < 10; i++)
		CHECK(by_other(ask_and_close) == 0);
	CHECK(kill(relay.pid, SIGCONT) == 0);
	for (i = 0; i < MANY; i++)
		passes("mine");
	CHECK(nobody_calls());
}

int
main(void)
{
	struct relay_rule rule;
	char text[64];
	int64_t refused;
	int i;

	descriptors_prepare();
	listen_here();
	snprintf(text, sizeof(text), "to.test:%d:127.0.0.1", port);
	CHECK(rule_read(&rule, slice_str(text)) == NULL);
	if (relay_start(&relay, &rule, 1, 0) != 0)
		return 1;
	for (i = 0; i < MANY; i++)
		passes("mine");
	if (geteuid() == 0 && relay.way != PEER_NONE) {
		CHECK(by_other(ask_all) == 0);
		CHECK(nobody_calls());
		test_blind();
		test_between();
	}
	i = geteuid() == 0 && relay.way != PEER_NONE;
	refused = relay_end(&relay);
	CHECK(refused == (i ? 4 : 0));
	return check_result();
}
