/*
 * What is watched, in which list a pair stands, and how it ends.
 */
#include <sys/socket.h>

#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "hub.h"
#include "pair.h"

/* So long a pair of which one side is done may be silent. */
#define LEAVING_US (10 * SECOND_US)

/* Lists */

static void
unlink_pair(struct pair *p)
{
	struct pair_list *l = p->in;

	*(p->prev != NULL ? &p->prev->next : &l->first) = p->next;
	*(p->next != NULL ? &p->next->prev : &l->last) = p->prev;
	p->prev = p->next = NULL;
}

void
hub_move(struct pair *p, struct pair_list *to)
{
	if (p->in != NULL)
		unlink_pair(p);
	p->in = to;
	p->prev = to->last;
	*(to->last != NULL ? &to->last->next : &to->first) = p;
	to->last = p;
}

void
hub_leave(struct pair *p)
{
	p->since_us = clock_mono();
	hub_move(p, &p->hub->leaving);
}

/* Ends */

/* Out of the poller while nothing is wanted: a hang-up is told unasked, and
 * over and over. */
int
hub_watch(struct hub *h, struct end *e, int want)
{
	int had = e->want;

	if (e->fd < 0 || want == had)
		return 0;
	e->want = want;
	if (want == 0) {
		poller_remove(h->poller, e->fd);
		return 0;
	}
	if (had == 0)
		return poller_add(h->poller, e->fd, want, e);
	return poller_change(h->poller, e->fd, want, e);
}

static void
close_end(struct hub *h, struct end *e)
{
	if (e->fd < 0)
		return;
	hub_watch(h, e, 0);
	close(e->fd);
	e->fd = -1;
}

void
hub_close_server(struct pair *p)
{
	close_end(p->hub, &p->server);
}

int
hub_is_gone(const struct pair *p)
{
	return p->in == &p->hub->gone;
}

void
hub_close(struct pair *p)
{
	close_end(p->hub, &p->client);
	close_end(p->hub, &p->server);
	flow_clear(&p->up);
	flow_clear(&p->down);
	sbuf_free(&p->head);
	hub_move(p, &p->hub->gone);
	p->hub->n--;
}

void
hub_reset(struct pair *p)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(p->client.fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	hub_close(p);
}

/* Time */

int64_t
hub_sweep(struct hub *h, int64_t now_us)
{
	struct pair *p;

	while ((p = h->leaving.first) != NULL &&
	    p->since_us + LEAVING_US <= now_us)
		hub_close(p);
	return p != NULL ? p->since_us + LEAVING_US : POLLER_NEVER;
}

void
hub_bury(struct hub *h)
{
	struct pair *p, *next;

	for (p = h->gone.first; p != NULL; p = next) {
		next = p->next;
		unlink_pair(p);
		free(p);
	}
}
