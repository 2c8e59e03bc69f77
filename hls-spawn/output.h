/*
 * The queue's way out to standard output, and what becomes of the run when
 * there is no way.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdint.h>

struct swarm;

/* Small writes are gathered so long; records carry their own times. */
#define OUTPUT_GATHER_US 5000

/*
 * After each turn of the loop, with what the poller said of standard output:
 * writes when there is enough, when it has waited long enough, or when a full
 * output became writable. Stops the run when the reader is gone (quietly), when
 * writing fails, or when the queue has no room for supervisor records.
 */
void output_turn(struct swarm *s, int64_t now_us, int ready);

/* When the next write is due; INT64_MAX: not, or the reader must take first. */
int64_t output_due_us(const struct swarm *s);

/*
 * With --block: whether no child may be read now, because the queue is full
 * and the reader may still take it.
 */
int output_blocks(struct swarm *s, int64_t now_us);

/* Waits for a signal, or the reader, until then; POLLER_ bits of the latter. */
int output_wait(struct swarm *s, int64_t until_us);

/*
 * Writes all that is left, while the reader takes something at least every
 * limit_us and no signal comes. 0, or -1 if something stayed.
 */
int output_drain(struct swarm *s, int64_t limit_us);

#endif
