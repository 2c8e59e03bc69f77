/*
 * The words of a fixed list by hash, for what is looked up with every event or
 * field: kinds and keys. Start from { 0 }; nothing is allocated.
 */
#ifndef KEYWORD_H
#define KEYWORD_H

#include "slice.h"

#define KEYWORDS 64		/* at most */
#define KEYWORD_SLOTS 256	/* a power of two, far more than words */

struct keywords {
	int n;
	struct slice word[KEYWORDS];	/* kept elsewhere, not empty */
	unsigned char slot[KEYWORD_SLOTS];	/* number + 1, 0: free */
};

/* One more, with the next number from 0 on. */
void keyword_add(struct keywords *ks, struct slice word);

/* Kinds and keys differ in these few bytes, or nearly. */
static inline size_t
keyword_hash(struct slice s)
{
	return (unsigned char)s.p[0] + 5 * s.n +
	    8 * (size_t)(unsigned char)s.p[s.n / 2];
}

/* The number of a word, or -1. */
static inline int
keyword_find(const struct keywords *ks, struct slice s)
{
	size_t h;

	if (s.n == 0)
		return -1;
	for (h = keyword_hash(s);; h++) {
		int i = ks->slot[h % KEYWORD_SLOTS] - 1;

		if (i < 0 || (ks->word[i].n == s.n &&
		    bytes_same(ks->word[i].p, s.p, s.n)))
			return i;
	}
}

#endif
