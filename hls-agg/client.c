/*
 * A map by number and host.
 */
#include <stdlib.h>

#include "client.h"
#include "ealloc.h"
#include "retry.h"
#include "session.h"

void
clients_free(struct clients *cs)
{
	struct client *c;
	size_t i = 0;

	while ((c = idmap_each(&cs->map, &i)) != NULL) {
		if (c->live != NULL)
			free(c->live->attempts);
		free(c->live);
		free(c);
	}
	idmap_free(&cs->map);
}

static int
by_id(const void *a, const void *b)
{
	const struct client *x = *(const struct client *const *)a;
	const struct client *y = *(const struct client *const *)b;

	if (x->host != y->host)
		return x->host < y->host ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

struct client **
clients_sorted(const struct clients *cs)
{
	struct client **all = ezalloc(cs->map.n + 1, sizeof(struct client *));
	struct client *c;
	size_t i = 0, n = 0;

	while ((c = idmap_each(&cs->map, &i)) != NULL)
		all[n++] = c;
	qsort(all, n, sizeof(struct client *), by_id);
	return all;
}
