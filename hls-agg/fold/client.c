/*
 * Chunks that stay where they are, so that sessions can point at their client,
 * and an open-addressed index of 4-byte places: of 10,000 clients that come
 * and go each leaves as little behind as can be.
 */
#include <stdlib.h>

#include "client.h"
#include "ealloc.h"
#include "wraps.h"

void
clients_free(struct clients *cs)
{
	size_t i;

	for (i = 0; i < cs->n; i += CLIENT_CHUNK)
		free(cs->chunk[i / CLIENT_CHUNK]);
	free(cs->chunk);
	free(cs->slot);
	*cs = (struct clients){ 0 };
}

/* Where the key is, or the free slot where it belongs. */
WRAPS static size_t
find(const struct clients *cs, uint64_t key)
{
	/* Fibonacci hashing: 2^64 divided by the golden ratio. */
	size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32);

	i &= cs->size - 1;
	while (cs->slot[i] != 0 && clients_at(cs, cs->slot[i] - 1)->key != key)
		i = (i + 1) & (cs->size - 1);
	return i;
}

struct client *
clients_get(const struct clients *cs, uint64_t key)
{
	size_t i = cs->size > 0 ? find(cs, key) : 0;

	return cs->size > 0 && cs->slot[i] != 0 ?
	    clients_at(cs, cs->slot[i] - 1) : NULL;
}

/* Twice the slots, and as many chunks as these can have clients. */
static void
grow(struct clients *cs)
{
	char **chunk = cs->chunk;
	size_t i;

	cs->size = cs->size > 0 ? 2 * cs->size : CLIENT_CHUNK;
	cs->chunk = ezalloc(cs->size / CLIENT_CHUNK, sizeof(chunk[0]));
	if (chunk != NULL)
		memcpy(cs->chunk, chunk, (cs->n + CLIENT_CHUNK - 1) /
		    CLIENT_CHUNK * sizeof(chunk[0]));
	free(chunk);
	free(cs->slot);
	cs->slot = ezalloc(cs->size, sizeof(cs->slot[0]));
	for (i = 0; i < cs->n; i++)
		cs->slot[find(cs, clients_at(cs, i)->key)] = (uint32_t)i + 1;
}

struct client *
clients_add(struct clients *cs, uint64_t key)
{
	char **chunk;
	struct client *c;

	if (8 * (cs->n + 1) > 7 * cs->size)
		grow(cs);
	chunk = &cs->chunk[cs->n / CLIENT_CHUNK];
	if (*chunk == NULL)
		*chunk = ezalloc(CLIENT_CHUNK, sizeof(struct client) +
		    (cs->accounts ? sizeof(struct account) : 0));
	c = clients_at(cs, cs->n);
	c->key = key;
	cs->slot[find(cs, key)] = (uint32_t)++cs->n;
	return c;
}

int
client_compare(const struct client *x, const struct client *y)
{
	if (x->host != y->host)
		return x->host < y->host ? -1 : 1;
	return (client_id(x) > client_id(y)) - (client_id(x) < client_id(y));
}
