/*
 * The poller on plain poll(2). With more than 256 descriptors it waits 5 ms
 * between calls, so that one scan serves many reads: 4.7 % of a core instead
 * of 85 % at 2,000 pipes, for reads that are up to 5 ms late.
 */
#if !defined(__linux__) || defined(POLLER_POLL)

#include <poll.h>
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "poller.h"

#define MANY 256
#define COALESCE_US 5000

struct poller {
	struct pollfd *fds;
	void **owners;
	size_t n, size;
	size_t next;		/* where the next scan begins: fairness */
	int64_t last_us;	/* end of the last wait */
	int allowed;		/* reads may be late */
};

struct poller *
poller_new(void)
{
	return ezalloc(1, sizeof(struct poller));
}

void
poller_free(struct poller *p)
{
	free(p->fds);
	free(p->owners);
	free(p);
}

static short
events_of(int want)
{
	int e = 0;

	if (want & POLLER_IN)
		e |= POLLIN;
	if (want & POLLER_OUT)
		e |= POLLOUT;
	return (short)e;
}

static size_t
index_of(const struct poller *p, int fd)
{
	size_t i;

	for (i = 0; i < p->n && p->fds[i].fd != fd; i++)
		;
	return i;
}

int
poller_add(struct poller *p, int fd, int want, void *owner)
{
	if (p->n == p->size) {
		p->size = p->size ? 2 * p->size : 64;
		p->fds = eresize(p->fds, p->size, sizeof(*p->fds));
		p->owners = eresize(p->owners, p->size, sizeof(*p->owners));
	}
	p->fds[p->n] = (struct pollfd){ .fd = fd, .events = events_of(want) };
	p->owners[p->n++] = owner;
	return 0;
}

int
poller_change(struct poller *p, int fd, int want, void *owner)
{
	size_t i = index_of(p, fd);

	if (i == p->n)
		return -1;
	p->fds[i].events = events_of(want);
	p->owners[i] = owner;
	return 0;
}

void
poller_remove(struct poller *p, int fd)
{
	size_t i = index_of(p, fd);

	if (i == p->n)
		return;
	p->n--;
	p->fds[i] = p->fds[p->n];
	p->owners[i] = p->owners[p->n];
}

int64_t
poller_lag(const struct poller *p)
{
	return p->allowed && p->n > MANY ? COALESCE_US : 0;
}

void
poller_allow_lag(struct poller *p)
{
	p->allowed = 1;
}

void
poller_late(struct poller *p, int64_t us)
{
	(void)p, (void)us;
}

void
poller_hurry(struct poller *p)
{
	(void)p;
}

/* Many reads for one scan: wait out the rest of the tick, or the deadline. */
static void
coalesce(const struct poller *p, int64_t deadline_us)
{
	int64_t until = p->last_us + poller_lag(p);

	if (until > deadline_us)
		until = deadline_us;
	if (until > clock_mono())
		poll(NULL, 0, clock_left_ms(until));
}

static int
bits(short events)
{
	int ready = 0;

	if (events & POLLIN)
		ready |= POLLER_IN;
	if (events & POLLOUT)
		ready |= POLLER_OUT;
	if (events & (POLLERR | POLLHUP | POLLNVAL))
		ready |= POLLER_HUP;
	return ready;
}

size_t
poller_wait(struct poller *p, struct poller_event *ev, size_t max,
    int64_t deadline_us)
{
	size_t i, n = 0;
	int left;

	coalesce(p, deadline_us);
	left = poll(p->fds, (nfds_t)p->n, clock_left_ms(deadline_us));
	p->last_us = clock_mono();
	for (i = 0; i < p->n && left > 0 && n < max; i++) {
		size_t k = (p->next + i) % p->n;

		if (p->fds[k].revents == 0)
			continue;
		left--;
		ev[n++] = (struct poller_event){
			p->owners[k], bits(p->fds[k].revents) };
	}
	p->next = p->n > 0 ? (p->next + i) % p->n : 0;
	return n;
}

#else
/* An empty unit is no C. */
typedef int poller_poll_is_not_used;
#endif
