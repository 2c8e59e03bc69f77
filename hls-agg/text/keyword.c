/*
 * Open addressing: there is always a free slot.
 */
#include "keyword.h"

void
keyword_add(struct keywords *ks, struct slice word)
{
	size_t h = keyword_hash(word);

	while (ks->slot[h % KEYWORD_SLOTS] != 0)
		h++;
	ks->word[ks->n++] = word;
	ks->slot[h % KEYWORD_SLOTS] = (unsigned char)ks->n;
}
