/* Whose a connection is, in each way that this system has. */
#include <sys/socket.h>
#include <sys/wait.h>

#include <poll.h>
#include <unistd.h>

#include "check.h"
#include "machine/peer.h"
#include "machine/peer_diag.h"
#include "machine/peer_proc.h"
#include "slice.h"

#define OTHER 65534

static struct peers diag = { .way = PEER_DIAG };
static struct peers proc = { .way = PEER_PROC, .fd = -1 };
static struct sockaddr_in here;
static int listener;

static struct sockaddr *
any(void *a)
{
	return a;
}

static void
listen_here(void)
{
	socklen_t n = sizeof(here);

	here = (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	listener = socket(AF_INET, SOCK_STREAM, 0);
	CHECK(bind(listener, any(&here), n) == 0 &&
	    listen(listener, 128) == 0 &&
	    getsockname(listener, any(&here), &n) == 0);
}

/* A connection to here from any address of the machine; v6: as Java has it. */
static int
call(int v6)
{
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
		.sin6_port = here.sin_port };
	int fd = socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0);

	if (!v6) {
		CHECK(connect(fd, any(&here), sizeof(here)) == 0);
		return fd;
	}
	six.sin6_addr.s6_addr[10] = six.sin6_addr.s6_addr[11] = 0xff;
	memcpy(&six.sin6_addr.s6_addr[12], &here.sin_addr, 4);
	if (fd < 0 || connect(fd, any(&six), sizeof(six)) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

static int
take(struct peer *p)
{
	socklen_t n = sizeof(p->at);
	int fd;

	*p = (struct peer){ .to = here, .uid = 77 };
	fd = accept(listener, any(&p->at), &n);
	CHECK(fd >= 0);
	return fd;
}

static enum peer_kind
kind(const struct peers *t, struct peer *p)
{
	CHECK(peers_look(t, p, 1) == 0);
	return peers_kind(t, p);
}

static void
hang_up(int fd, int reset)
{
	struct linger now = { .l_onoff = 1 };

	if (reset)
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(fd);
}

static void
test_own(const struct peers *t, int v6)
{
	struct peer p, wrong;
	int fd = call(v6), in;

	if (fd < 0)
		return;
	in = take(&p);
	CHECK(kind(t, &p) == PEER_OURS && p.uid == geteuid());
	wrong = p;
	wrong.to.sin_port ^= 1;
	CHECK(kind(t, &wrong) == PEER_GONE);
	wrong = p;
	wrong.at.sin_addr.s_addr = htonl(0x7f010203);
	CHECK(kind(t, &wrong) == PEER_GONE);
	/* Our own end is the other way round. */
	wrong = (struct peer){ .at = p.to, .to = p.at };
	CHECK(kind(t, &wrong) == PEER_OURS);
	/* Half closed is open. */
	shutdown(fd, SHUT_WR);
	CHECK(kind(t, &p) == PEER_OURS);
	close(fd);
	close(in);
}

/* To the system they are root's now, or not there. */
static void
test_gone(const struct peers *t, int reset)
{
	struct peer p;
	int fd = call(0), in;

	CHECK(write(fd, "GET", 3) == 3);
	hang_up(fd, reset);
	in = take(&p);
	CHECK(kind(t, &p) == PEER_GONE);
	/* Nor is who listens at that port meant. */
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(fd, any(&p.at), sizeof(p.at)) == 0 && listen(fd, 1) == 0)
		CHECK(kind(t, &p) == PEER_GONE);
	close(fd);
	close(in);
}

/* A process of that user calls, and stays until its line is closed. */
static pid_t
caller(uid_t uid, int line[2])
{
	pid_t pid;
	char c;

	CHECK(pipe(line) == 0);
	pid = fork();
	if (pid != 0) {
		close(line[0]);
		return pid;
	}
	close(line[1]);
	if (setuid(uid) != 0)
		_exit(1);
	call(0);
	_exit(read(line[0], &c, 1) == 0 ? 0 : 1);
}

static void
test_other(const struct peers *t)
{
	struct peer p;
	int line[2], in, status = -1;
	pid_t pid = caller(OTHER, line);

	in = take(&p);
	CHECK(kind(t, &p) == PEER_OTHERS && p.uid == OTHER);
	close(line[1]);
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	close(in);
}

/* Another user's that was closed: the system has it as root's in the end. */
static void
test_other_gone(void)
{
	struct peer p;
	int line[2], in, i, gone = 1;
	pid_t pid = caller(OTHER, line);

	in = take(&p);
	close(line[1]);
	CHECK(waitpid(pid, NULL, 0) == pid);
	for (i = 0; i < 300 && gone && p.uid != 0; i++) {
		gone = kind(&diag, &p) == PEER_GONE;
		poll(NULL, 0, 10);
	}
	CHECK(gone && p.uid == 0 && kind(&proc, &p) == PEER_GONE);
	close(in);
}

/* In one look those of a kind and of another, and each is told right. */
static void
test_many(const struct peers *t)
{
	struct peer p[PEER_MOST];
	int fd[PEER_MOST], in[PEER_MOST], i;

	for (i = 0; i < PEER_MOST; i++) {
		fd[i] = call(0);
		in[i] = take(&p[i]);
	}
	for (i = 0; i < PEER_MOST; i += 3)
		close(fd[i]);
	CHECK(peers_look(t, p, PEER_MOST) == 0);
	for (i = 0; i < PEER_MOST; i++) {
		CHECK(peers_kind(t, &p[i]) ==
		    (i % 3 == 0 ? PEER_GONE : PEER_OURS));
		if (i % 3 != 0)
			close(fd[i]);
		close(in[i]);
	}
	CHECK(peers_look(t, p, 0) == 0);
}

static void
test_kind(void)
{
	static const struct {
		enum peer_way way;
		struct peer p;
		enum peer_kind kind;
	} tab[] = {
		{ PEER_DIAG, { .found = 1, .uid = 7 }, PEER_OURS },
		{ PEER_PROC, { .found = 1, .uid = 7 }, PEER_OURS },
		{ PEER_DIAG, { .found = 1, .uid = 0 }, PEER_OTHERS },
		{ PEER_DIAG, { .found = 1, .uid = 8 }, PEER_OTHERS },
		{ PEER_DIAG, { .found = 0, .uid = 7 }, PEER_GONE },
		{ PEER_PROC, { .found = 0, .uid = 0 }, PEER_GONE },
		{ PEER_NONE, { .found = 1, .uid = 7 }, PEER_UNTOLD },
		{ PEER_NONE, { .found = 0, .uid = 8 }, PEER_UNTOLD },
	};
	struct peers t = { .own = 7 };
	size_t i;

	for (i = 0; i < COUNT(tab); i++) {
		t.way = tab[i].way;
		CHECK(peers_kind(&t, &tab[i].p) == tab[i].kind);
	}
}

static void
test_way(const struct peers *t)
{
	test_own(t, 0);
	test_own(t, 1);
	test_gone(t, 0);
	test_gone(t, 1);
	test_many(t);
	if (geteuid() == 0)
		test_other(t);
}

/* What is still there of an earlier question is no answer to the next. */
static void
test_late_answer(void)
{
	const struct {
		uint32_t bytes;
		uint16_t type, flags;
		uint32_t seq, pid;
	} odd = { sizeof(odd), 20, 1, UINT32_MAX, 0 };
	struct peer p;
	int fd = call(0), in = take(&p), i;

	for (i = 0; i < 3; i++)
		CHECK(send(diag.fd, &odd, sizeof(odd), 0) == sizeof(odd));
	CHECK(peer_diag(diag.fd, &p) == 0 && p.found && p.uid == geteuid());
	close(fd);
	close(in);
}

/* Nothing answers there: the table does. */
static void
test_second_way(void)
{
	const struct peers broken = { .way = PEER_DIAG, .fd = -1,
		.own = geteuid() };

	test_own(&broken, 0);
}

int
main(void)
{
	struct peers found;

	listen_here();
	diag.own = proc.own = geteuid();
	diag.fd = peer_diag_open();
	CHECK(peers_open(&found) == 0);
	test_kind();
	if (found.way == PEER_DIAG) {
		test_way(&diag);
		if (geteuid() == 0)
			test_other_gone();
		test_late_answer();
		test_second_way();
	}
	if (found.way != PEER_NONE) {
		CHECK(found.took_us >= 0);
		test_way(&proc);
	}
	peers_close(&found);
	CHECK(found.fd == -1);
	return check_result();
}
