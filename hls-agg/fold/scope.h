/*
 * What a record is folded within: the whole, its session, and the parts of the
 * swarm that it counts in.
 */
#ifndef SCOPE_H
#define SCOPE_H

#include <stdint.h>

#include "figures/figures.h"
#include "fold.h"
#include "session.h"

struct scope {
	struct fold *fold;
	struct figures *figures;
	struct session *who;	/* NULL: nobody's */
	struct part *part[DIMENSIONS];	/* those that it counts in */
	int parts;
};

/* Of this session, with all the parts that it is in. */
void scope_set(struct scope *in, struct fold *fold, struct session *who);

/* And in the part of this value, of a dimension that is counted. */
void scope_add(struct scope *in, enum dimension d, struct slice value);

/* Counts n more in the current second, and in the parts. */
static inline void
scope_count(const struct scope *in, unsigned id, int64_t n)
{
	int i;

	tally_count(&in->figures->now, id, n);
	for (i = 0; i < in->parts; i++)
		tally_count(&in->part[i]->tally, id, n);
}

/* One more value of a sketch, in the same places. */
static inline void
scope_sample(const struct scope *in, enum metric_id id, int64_t v)
{
	int i, index = tally_index(id, v);

	tally_put(&in->figures->now, id, index, v);
	for (i = 0; i < in->parts; i++)
		tally_put(&in->part[i]->tally, id, index, v);
}

/* The same of a time that may not be known: -1. */
static inline void
scope_time(const struct scope *in, enum metric_id id, int64_t us)
{
	if (us >= 0)
		scope_sample(in, id, us);
}

/* Whether what it tells of has no times. */
static inline int
scope_timeless(const struct scope *in)
{
	return in->who != NULL && in->who->timeless;
}

/* The account of the client that it is of, or NULL: see client.h. */
static inline struct account *
scope_account(const struct scope *in)
{
	return in->who == NULL ? NULL :
	    clients_account(&in->fold->clients, in->who->client);
}

/* An error more on that account, if there is one. */
static inline void
scope_erred(const struct scope *in)
{
	struct account *own = scope_account(in);

	if (own != NULL)
		own->errors++;
}

/* What failed, and why: see fault.h. */
static inline void
scope_fault(const struct scope *in, const char *what, struct slice why)
{
	fault_count(&in->figures->faults, what, why);
}

#endif
