/*
 * The process that looks names up, and what it said.
 */
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <strings.h>
#include <unistd.h>

#include "clock.h"
#include "ealloc.h"
#include "machine/descriptors.h"
#include "machine/platform.h"
#include "names.h"

#define NAMES_MOST 1024
/* Short enough for a name server that moves the load about. */
#define KNOWN_US (10 * SECOND_US)
#define FAILED_US SECOND_US

/* The process */

static void
look_up(const char *host, struct name_answer *a)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *found, *i;

	*a = (struct name_answer){ 0 };
	a->error = getaddrinfo(host, NULL, &hints, &found);
	if (a->error != 0)
		return;
	for (i = found; i != NULL && a->n < NAME_ADDRESSES; i = i->ai_next) {
		struct address *to = &a->addr[a->n];

		if (i->ai_family != AF_INET && i->ai_family != AF_INET6)
			continue;
		memcpy(&to->to, i->ai_addr, i->ai_addrlen);
		to->n = i->ai_addrlen;
		a->n++;
	}
	freeaddrinfo(found);
	if (a->n == 0)
		a->error = EAI_NONAME;
}

/* No signal has a handler here that would part what goes as one piece. */
static _Noreturn void
serve(int fd, pid_t parent)
{
	char host[HOST_BYTES];
	struct name_answer a;

	platform_rename("hls-names");
	if (platform_die_with(parent) != 0)
		_exit(1);
	descriptors_close_but(fd);
	while (recv(fd, host, sizeof(host), MSG_WAITALL) == sizeof(host)) {
		look_up(host, &a);
		if (send(fd, &a, sizeof(a), 0) != sizeof(a))
			break;
	}
	_exit(0);
}

/* What it said */

int
names_open(struct names *t)
{
	pid_t self = getpid();
	int ends[2];

	*t = (struct names){ .fd = -1 };
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return -1;
	t->pid = fork();
	if (t->pid == 0)
		serve(ends[1], self);
	close(ends[1]);
	t->fd = ends[0];
	fcntl(t->fd, F_SETFL, O_NONBLOCK);
	return t->pid < 0 ? -1 : 0;
}

/* It may be in the middle of a lookup. */
void
names_close(struct names *t)
{
	kill(t->pid, SIGKILL);
	while (waitpid(t->pid, NULL, 0) < 0 && errno == EINTR)
		;
	close(t->fd);
}

/* One at a time: what is written always fits, and an answer has one name. */
static void
ask(struct names *t)
{
	size_t i;

	for (i = 0; i < t->n && t->asked == NULL; i++)
		if (t->name[i]->state == NAME_QUEUED)
			t->asked = t->name[i];
	if (t->asked == NULL || t->asked->state != NAME_QUEUED)
		return;
	t->asked->state = NAME_ASKED;
	/* That the process is gone shows when reading. */
	send(t->fd, t->asked->host, sizeof(t->asked->host), 0);
}

static struct name *
find(struct names *t, const char *host)
{
	struct name *name;
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcasecmp(t->name[i]->host, host) == 0)
			return t->name[i];
	if (t->n == NAMES_MOST)
		return NULL;
	name = ezalloc(1, sizeof(*name));
	memcpy(name->host, host, strlen(host) + 1);
	t->name = eresize(t->name, t->n + 1, sizeof(struct name *));
	t->name[t->n++] = name;
	return name;
}

const struct name_answer *
names_get(struct names *t, const char *host, int64_t now_us, int *full)
{
	struct name *name = find(t, host);

	*full = name == NULL;
	if (name == NULL)
		return NULL;
	if (name->state == NAME_KNOWN && now_us < name->until_us)
		return &name->answer;
	if (name->state == NAME_KNOWN)
		name->state = NAME_QUEUED;
	ask(t);
	return NULL;
}

int
names_read(struct names *t, int64_t now_us)
{
	struct name *name = t->asked;
	ssize_t k = read(t->fd, (char *)&t->in + t->in_bytes,
	    sizeof(t->in) - t->in_bytes);

	if (k < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (k <= 0)
		return -1;
	t->in_bytes += (size_t)k;
	if (t->in_bytes < sizeof(t->in) || name == NULL)
		return 0;
	name->answer = t->in;
	name->state = NAME_KNOWN;
	name->until_us = now_us + (t->in.error != 0 ? FAILED_US : KNOWN_US);
	t->in_bytes = 0;
	t->asked = NULL;
	ask(t);
	return 1;
}
