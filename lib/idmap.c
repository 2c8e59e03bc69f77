/*
 * Open addressing with linear probing and back-shift deletion: no tombstones,
 * so it stays fast however many clients have come and gone.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "idmap.h"
#include "wraps.h"

WRAPS static size_t
home(const struct idmap *m, uint64_t key)
{
	/* Fibonacci hashing: 2^64 divided by the golden ratio. */
	return (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) &
	    (m->size - 1);
}

/* Where the key is, or the free slot where it belongs. */
static size_t
find(const struct idmap *m, uint64_t key)
{
	size_t i = home(m, key);

	while (m->slot[i].value != NULL && m->slot[i].key != key)
		i = (i + 1) & (m->size - 1);
	return i;
}

void *
idmap_get(const struct idmap *m, uint64_t key)
{
	return m->size > 0 ? m->slot[find(m, key)].value : NULL;
}

static void
grow(struct idmap *m)
{
	struct idmap old = *m;
	size_t i;

	m->size = old.size ? 2 * old.size : 64;
	m->slot = ezalloc(m->size, sizeof(*m->slot));
	for (i = 0; i < old.size; i++)
		if (old.slot[i].value != NULL)
			m->slot[find(m, old.slot[i].key)] = old.slot[i];
	free(old.slot);
}

void
idmap_put(struct idmap *m, uint64_t key, void *value)
{
	size_t i;

	if (4 * (m->n + 1) > 3 * m->size)
		grow(m);
	i = find(m, key);
	m->n += m->slot[i].value == NULL;
	m->slot[i] = (struct idmap_slot){ key, value };
}

WRAPS void *
idmap_take(struct idmap *m, uint64_t key)
{
	size_t i, k, mask = m->size - 1;
	void *value;

	if (m->size == 0)
		return NULL;
	i = find(m, key);
	value = m->slot[i].value;
	if (value == NULL)
		return NULL;
	/* Close the gap: move up each follower whose home lies before it. */
	for (k = (i + 1) & mask; m->slot[k].value != NULL; k = (k + 1) & mask) {
		if (((k - home(m, m->slot[k].key)) & mask) <
		    ((k - i) & mask))
			continue;
		m->slot[i] = m->slot[k];
		i = k;
	}
	m->slot[i].value = NULL;
	m->n--;
	return value;
}

void *
idmap_each(const struct idmap *m, size_t *i)
{
	while (*i < m->size) {
		void *value = m->slot[(*i)++].value;

		if (value != NULL)
			return value;
	}
	return NULL;
}

void
idmap_free(struct idmap *m)
{
	free(m->slot);
	*m = (struct idmap){ 0 };
}

WRAPS uint64_t
idmap_client(const struct session_id *id)
{
	uint32_t h = 0;
	size_t i;

	/* FNV-1a; 0 for the empty name. */
	if (id->host.n > 0)
		h = UINT32_C(2166136261);
	for (i = 0; i < id->host.n; i++)
		h = (h ^ (unsigned char)id->host.p[i]) * UINT32_C(16777619);
	return (uint64_t)h << 32 | (uint64_t)id->client;
}
