/*
 * The poller on Linux's epoll. Why not poll(2) everywhere: for 2,000 pipes at
 * 10 lines/s each, poll took 85 % of a core, and 4.7 % with reads 5 ms late.
 * epoll alone takes 12 %, most of it for being woken 12,000 times a second for
 * one or two lines. So a second that saw many events from many descriptors is
 * followed by one in which a pause of 1 ms goes before each wait (with 0.25 ms
 * it took 7 %). Small swarms are never read late.
 *
 * Those that may be told late are in an epoll of their own, which nothing waits
 * for until a while after the last time that it had something: what is
 * written meanwhile wakes nobody.
 */
#if defined(__linux__) && !defined(POLLER_POLL)

#include <sys/epoll.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "ealloc.h"
#include "poller.h"
#include "slice.h"

#define BATCH 256
/* The pause, and what it takes: descriptors, and events in a second. */
#define PAUSE_US 1000L
#define MANY 256
#define BUSY 4000

/* A descriptor that epoll refuses because it never blocks: a regular file. */
struct file {
	int fd;
	int want;
	void *owner;
};

struct poller {
	int epfd;
	int late;		/* the epoll of those that may be late */
	size_t nlate;
	int64_t late_us;	/* when to look at them again */
	int64_t apart_us;	/* from one look to the next */
	struct file files[4];
	size_t nfiles;
	size_t n;		/* descriptors, files not counted */
	int64_t second_us;	/* when the current second began */
	size_t events;		/* in it, so far */
	int allowed;		/* reads may be late */
	int busy;		/* the second before was */
	int more;		/* the last wait found more than it told */
};

struct poller *
poller_new(void)
{
	struct poller *p;
	int fd = epoll_create1(EPOLL_CLOEXEC);
	int late = fd >= 0 ? epoll_create1(EPOLL_CLOEXEC) : -1;
	int error = errno;

	if (late < 0) {
		if (fd >= 0)
			close(fd);
		errno = error;
		return NULL;
	}
	p = ezalloc(1, sizeof(*p));
	p->epfd = fd;
	p->late = late;
	p->apart_us = POLLER_LATE_US;
	return p;
}

void
poller_free(struct poller *p)
{
	close(p->epfd);
	close(p->late);
	free(p);
}

static struct file *
file_of(struct poller *p, int fd)
{
	size_t i;

	for (i = 0; i < p->nfiles; i++)
		if (p->files[i].fd == fd)
			return &p->files[i];
	return NULL;
}

static int
control(const struct poller *p, int op, struct file f)
{
	struct epoll_event ev = { .data.ptr = f.owner };
	int epfd = f.want & POLLER_LATE ? p->late : p->epfd;

	if (f.want & POLLER_IN)
		ev.events |= EPOLLIN;
	if (f.want & POLLER_OUT)
		ev.events |= EPOLLOUT;
	return epoll_ctl(epfd, op, f.fd, &ev);
}

int
poller_add(struct poller *p, int fd, int want, void *owner)
{
	struct file f = { fd, want, owner };

	if (control(p, EPOLL_CTL_ADD, f) == 0) {
		p->n += !(want & POLLER_LATE);
		p->nlate += (want & POLLER_LATE) != 0;
		return 0;
	}
	if (errno != EPERM || p->nfiles == COUNT(p->files))
		return -1;
	p->files[p->nfiles++] = f;
	return 0;
}

int
poller_change(struct poller *p, int fd, int want, void *owner)
{
	struct file f = { fd, want, owner }, *old = file_of(p, fd);

	if (old == NULL)
		return control(p, EPOLL_CTL_MOD, f);
	*old = f;
	return 0;
}

void
poller_remove(struct poller *p, int fd)
{
	struct file *f = file_of(p, fd);

	if (f != NULL)
		*f = p->files[--p->nfiles];
	else if (epoll_ctl(p->epfd, EPOLL_CTL_DEL, fd, NULL) == 0)
		p->n--;
	else if (epoll_ctl(p->late, EPOLL_CTL_DEL, fd, NULL) == 0)
		p->nlate--;
}

static size_t
ready_files(struct poller *p, struct poller_event *ev, size_t max)
{
	size_t i, n = 0;

	for (i = 0; i < p->nfiles && n < max; i++)
		if (p->files[i].want != 0)
			ev[n++] = (struct poller_event){
				p->files[i].owner, p->files[i].want };
	return n;
}

static void
count_events(struct poller *p, size_t n, int64_t now_us)
{
	p->events += n;
	if (now_us - p->second_us < SECOND_US)
		return;
	p->busy = p->events > BUSY && now_us - p->second_us < 2 * SECOND_US;
	p->second_us = now_us;
	p->events = 0;
}

int64_t
poller_lag(const struct poller *p)
{
	return p->allowed && p->busy && p->n > MANY ? PAUSE_US : 0;
}

void
poller_allow_lag(struct poller *p)
{
	p->allowed = 1;
}

void
poller_late(struct poller *p, int64_t us)
{
	p->apart_us = us;
}

void
poller_hurry(struct poller *p)
{
	p->late_us = 0;
}

/* Lets events gather. A signal ends it early. */
static void
gather(const struct poller *p, int64_t left_us)
{
	struct timespec t = { .tv_nsec = PAUSE_US * 1000 };

	if (poller_lag(p) > 0 && left_us > PAUSE_US && !p->more)
		nanosleep(&t, NULL);
}

static int
bits(uint32_t events)
{
	int ready = 0;

	if (events & EPOLLIN)
		ready |= POLLER_IN;
	if (events & EPOLLOUT)
		ready |= POLLER_OUT;
	if (events & (EPOLLERR | EPOLLHUP))
		ready |= POLLER_HUP;
	return ready;
}

/* What is ready in an epoll, at most max: appended at ev[0..]. */
static size_t
collect(int epfd, struct poller_event *ev, size_t max, int wait_ms)
{
	struct epoll_event got[BATCH];
	int i, k;

	if (max == 0)
		return 0;
	k = epoll_wait(epfd, got, (int)(max < BATCH ? max : BATCH), wait_ms);
	for (i = 0; i < k; i++)
		ev[i] = (struct poller_event){
			got[i].data.ptr, bits(got[i].events) };
	return k > 0 ? (size_t)k : 0;
}

/* Both kinds, once those that may be late are to be looked at. */
static size_t
wait_both(struct poller *p, struct poller_event *ev, size_t max, int wait_ms)
{
	struct pollfd both[2] = {
		{ .fd = p->epfd, .events = POLLIN },
		{ .fd = p->late, .events = POLLIN },
	};
	size_t n = 0, k;

	if (poll(both, 2, wait_ms) <= 0)
		return 0;
	if (both[0].revents != 0)
		n = collect(p->epfd, ev, max, 0);
	if (both[1].revents == 0)
		return n;
	k = collect(p->late, ev + n, max - n, 0);
	/* There may be more of them: those first. */
	if (n + k < max && k < BATCH)
		p->late_us = clock_mono() + p->apart_us;
	return n + k;
}

size_t
poller_wait(struct poller *p, struct poller_event *ev, size_t max,
    int64_t deadline_us)
{
	size_t n = ready_files(p, ev, max), room = max - n, k;
	int64_t now = clock_mono();

	if (room == 0)
		return n;
	if (n > 0)
		deadline_us = now;
	else
		gather(p, deadline_us - now);
	if (p->nlate > 0 && now >= p->late_us) {
		k = wait_both(p, ev + n, room, clock_left_ms(deadline_us));
	} else {
		if (p->nlate > 0 && p->late_us < deadline_us)
			deadline_us = p->late_us;
		k = collect(p->epfd, ev + n, room, clock_left_ms(deadline_us));
	}
	p->more = k == (room < BATCH ? room : BATCH);
	count_events(p, k, now);
	return n + k;
}

#else
/* An empty unit is no C. */
typedef int poller_epoll_is_not_used;
#endif
