/*
 * The oldest block that is at hand is taken, and replaced by the next of its
 * host.
 */
#include "hosts.h"

struct slice
hosts_cut(struct slice *in)
{
	struct slice first = { in->p, 0 };

	while (in->n > 0 && !slice_eq(slice_cut(in, '\n'), SLICE("=")))
		first.n = (size_t)(in->p - first.p);
	return first;
}

static void
close_round(struct hosts *h)
{
	fleet_close(&h->fleet);
	h->over |= h->tick();
}

static void
close_if_full(struct hosts *h)
{
	if (fleet_full(&h->fleet))
		close_round(h);
}

/* The next block of a host: 1, or 0 at its end. */
static int
next(struct hosts *h, size_t i, int64_t *garbled)
{
	struct host *host = &h->fleet.host[i];
	int64_t before = h->reader[i].garbled;

	if (block_read(&h->reader[i], &h->rest[i])) {
		*garbled = h->reader[i].garbled - before;
		return 1;
	}
	host->state = host->end.n > 0 ? HOST_ENDED : HOST_CUT;
	close_if_full(h);
	return 0;
}

static int
is_before(const struct hosts *h, size_t i, size_t k)
{
	return host_is_before(&h->fleet.host[i], h->reader[i].now.time_us,
	    &h->fleet.host[k], h->reader[k].now.time_us);
}

static size_t
oldest(const struct hosts *h, const int *pending)
{
	size_t i, best = HOSTS;

	for (i = 0; i < h->fleet.n; i++)
		if (pending[i] && (best == HOSTS || is_before(h, i, best)))
			best = i;
	return best;
}

static void
read_all(struct hosts *h)
{
	int64_t garbled[HOSTS];
	int pending[HOSTS] = { 0 };
	size_t i;

	for (i = 0; i < h->fleet.n; i++) {
		pending[i] = next(h, i, &garbled[i]);
		if (pending[i])
			h->fleet.host[i].state = HOST_LIVE;
	}
	h->fleet.sorted = 1;
	while ((i = oldest(h, pending)) < HOSTS && !h->over) {
		struct host *host = &h->fleet.host[i];
		const struct block *b = &h->reader[i].now;

		if (fleet_due(&h->fleet, host, b->time_us))
			close_round(h);
		fleet_take(&h->fleet, host, b, garbled[i]);
		close_if_full(h);
		pending[i] = next(h, i, &garbled[i]);
	}
	if (fleet_begun(&h->fleet))
		fleet_close(&h->fleet);
}

void
hosts_run(struct hosts *h, struct agg *a, struct slice in)
{
	static char *names[] = { "a.stat", "b.stat", "c.stat", NULL };
	char *used[HOSTS + 1] = { NULL };
	size_t n;

	for (n = 0; n < HOSTS && (n == 0 || in.n > 0); n++) {
		h->rest[n] = hosts_cut(&in);
		used[n] = names[n];
	}
	h->over = 0;
	fleet_init(&h->fleet, &a->figures, used);
	a->judge.fleet = &h->fleet;
	read_all(h);
}

/* The readers' memory is kept; what they have counted is not looked at. */
void
hosts_free(struct hosts *h)
{
	int i;

	for (i = 0; i < HOSTS; i++) {
		h->reader[i].next.text.n = h->reader[i].line = 0;
		h->reader[i].spoilt = 0;
	}
	fleet_free(&h->fleet);
}
