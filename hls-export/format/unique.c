/*
 * A table of hashes of 64 bits (FNV-1a), never more than half full: in a
 * million series the odds that two have the same are one in 10^7.
 */
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "fnv.h"
#include "unique.h"
#include "wraps.h"

WRAPS static uint64_t
hash_label(const struct label *l)
{
	uint64_t h = fnv(FNV_START, l->name);
	struct slice text = l->value;

	h = fnv(h, SLICE("="));
	while (text.n > 0)
		h = fnv(h, label_character(&text));
	/* Sums of these tell sets apart once their bits are mixed. */
	h = (h ^ h >> 32) * UINT64_C(0xd6e8feb86659fd93);
	return h ^ h >> 32;
}

/* The place of a hash, or the free one for it. */
static uint64_t *
place(const struct unique *u, uint64_t h)
{
	size_t i = (size_t)h & (u->size - 1);

	while (u->hash[i] != 0 && u->hash[i] != h)
		i = (i + 1) & (u->size - 1);
	return &u->hash[i];
}

static void
grow(struct unique *u)
{
	struct unique old = *u;
	size_t i;

	u->size = old.size > 0 ? 2 * old.size : 64;
	u->hash = ezalloc(u->size, sizeof(*u->hash));
	for (i = 0; i < old.size; i++)
		if (old.hash[i] != 0)
			*place(u, old.hash[i]) = old.hash[i];
	free(old.hash);
}

WRAPS int
unique_add(struct unique *u, const struct labels *l)
{
	uint64_t h = l->n + 1, *at;
	size_t i;

	for (i = 0; i < l->n; i++)
		h += hash_label(&l->at[i]);
	/* 0 is a free place. */
	h += h == 0;
	if (2 * u->n >= u->size)
		grow(u);
	at = place(u, h);
	if (*at == h)
		return 0;
	*at = h;
	u->n++;
	return 1;
}

void
unique_clear(struct unique *u)
{
	if (u->n > 0)
		memset(u->hash, 0, u->size * sizeof(*u->hash));
	u->n = 0;
}

void
unique_free(struct unique *u)
{
	free(u->hash);
	*u = (struct unique){ 0 };
}
