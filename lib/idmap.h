/*
 * A map from a 64-bit key to a pointer, for the sessions that are alive:
 * memory follows the number of keys, not their values.
 */
#ifndef IDMAP_H
#define IDMAP_H

#include <stddef.h>
#include <stdint.h>

#include "record.h"

struct idmap_slot {
	uint64_t key;
	void *value;		/* NULL: free */
};

/* Start from { 0 }. Values belong to the caller. */
struct idmap {
	struct idmap_slot *slot;
	size_t n;
	size_t size;		/* a power of two, or 0 */
};

/* The value of a key, or NULL. */
void *idmap_get(const struct idmap *m, uint64_t key);
/* Sets the value (not NULL) of a key. */
void idmap_put(struct idmap *m, uint64_t key, void *value);
/* Forgets a key and returns the value it had, or NULL. */
void *idmap_take(struct idmap *m, uint64_t key);
/* The values one after the other: start with *i = 0; NULL at the end. */
void *idmap_each(const struct idmap *m, size_t *i);
void idmap_free(struct idmap *m);

/*
 * The key of a client: its number, and a hash of its host's name so that
 * clients of many hosts can stand in one map.
 */
uint64_t idmap_client(const struct session_id *id);

#endif
