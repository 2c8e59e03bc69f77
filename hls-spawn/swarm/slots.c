/*
 * A block of clients for each time that there are more: the poller, the timers
 * and the rows point into it.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "machine/descriptors.h"
#include "slots.h"
#include "swarm.h"

/* State, lost and exit of each client, and a thousand ticks. */
#define RESERVE_BYTES (256 << 10)
#define RESERVE_PER_CLIENT 1024

size_t
slots_reserve_bytes(int64_t n)
{
	return RESERVE_BYTES + RESERVE_PER_CLIENT * (size_t)n;
}

static void
add(struct swarm *s, int64_t n)
{
	struct client *c = ezalloc((size_t)(n - s->nclients), sizeof(*c));
	int64_t i;

	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	s->blocks = eresize(s->blocks, s->nblocks + 1, sizeof(*s->blocks));
	s->blocks[s->nblocks++] = c;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	s->clients = eresize(s->clients, (size_t)n, sizeof(*s->clients));
	for (i = s->nclients; i < n; i++) {
		client_init(s, c, i);
		row_join(&s->crowd.vacant, &c->turn, c);
		s->clients[i] = c++;
	}
	s->count[STATE_WAITING] += n - s->nclients;
	s->nclients = n;
}

int
slots_grow(struct swarm *s, int64_t n, int64_t *need)
{
	*need = settings_descriptors(s->opt, n);
	if (n <= s->nclients)
		return 0;
	if (descriptors_raise((rlim_t)*need) != 0)
		return -1;
	queue_grow(&s->raw.queue, slots_reserve_bytes(n) -
	    slots_reserve_bytes(s->nclients));
	add(s, n);
	return 0;
}

void
slots_free(struct swarm *s)
{
	int64_t i;
	size_t k;

	for (i = 0; i < s->nclients; i++)
		client_free(s->clients[i]);
	for (k = 0; k < s->nblocks; k++)
		free(s->blocks[k]);
	free(s->blocks);
	free(s->clients);
}
