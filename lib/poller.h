/*
 * Readiness of many descriptors. epoll on Linux, poll(2) elsewhere or with
 * -DPOLLER_POLL; the measurements that justify the shim are in poller_epoll.c.
 */
#ifndef POLLER_H
#define POLLER_H

#include <stddef.h>
#include <stdint.h>

enum {
	POLLER_IN = 1,		/* readable, or at end-of-file */
	POLLER_OUT = 2,		/* writable */
	POLLER_HUP = 4,		/* error or hang-up; reported unasked */
	POLLER_LATE = 8,	/* asked for: may be told late, see below */
};

/*
 * What is added with POLLER_LATE is told late, all of it together: for many
 * descriptors whose bytes have stamps of their own. The poll fallback knows no
 * difference.
 */
#define POLLER_LATE_US 5000	/* unless poller_late says otherwise */

#define POLLER_NEVER INT64_MAX

struct poller_event {
	void *owner;
	int ready;		/* POLLER_ bits */
};

struct poller;

/* NULL with errno set on failure. */
struct poller *poller_new(void);
void poller_free(struct poller *);

/*
 * Watches a descriptor; want is POLLER_ bits, 0 for hang-ups only. A regular
 * file is always ready. Returns 0 or -1 with errno.
 */
int poller_add(struct poller *, int fd, int want, void *owner);
int poller_change(struct poller *, int fd, int want, void *owner);
/* Before close(fd). Events already handed out may still name its owner. */
void poller_remove(struct poller *, int fd);

/*
 * Waits for readiness until the moment deadline_us of clock_mono (rounded up
 * to a millisecond; POLLER_NEVER waits for ever). Fills at most max events and
 * returns their number, 0 at the deadline or on a signal.
 */
size_t poller_wait(struct poller *, struct poller_event *ev, size_t max,
    int64_t deadline_us);

/*
 * From now on many busy descriptors may be read a little late, all together,
 * for a fraction of the wakeups. Not for those that pass on what they read.
 */
void poller_allow_lag(struct poller *);

/* So late at most what is added with POLLER_LATE is told. */
void poller_late(struct poller *, int64_t us);
/* Some of it had more than was read: the next wait looks at all of it. */
void poller_hurry(struct poller *);

/*
 * Microseconds by which reads may be late by design: 0 unless allowed, and
 * with at most 256 descriptors. With more 5000 for the poll fallback, and for
 * epoll 1000 while it sees more than 4,000 events a second, else 0.
 */
int64_t poller_lag(const struct poller *);

#endif
