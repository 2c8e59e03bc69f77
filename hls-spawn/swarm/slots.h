/*
 * The slots of the swarm: their clients, each where it stays while the run
 * lasts, and what the process needs for so many.
 */
#ifndef SLOTS_H
#define SLOTS_H

#include <stddef.h>
#include <stdint.h>

struct swarm;

/* What the queue of the output holds back for n clients. */
size_t slots_reserve_bytes(int64_t n);

/*
 * n slots, if there are fewer; new ones are vacant. 0, or -1 if so many
 * descriptors cannot be had: *need is how many, errno says why.
 */
int slots_grow(struct swarm *s, int64_t n, int64_t *need);

void slots_free(struct swarm *s);

#endif
