/*
 * Bytes go through one buffer that all connections share; only what a sink
 * does not take gets memory of its own, so an idle connection has none.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "ealloc.h"
#include "flow.h"

/* So many buffers of one connection in a turn. */
#define ROUNDS 4

static int
later(void)
{
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

void
flow_put(struct flow *f, struct slice s)
{
	char *p;

	if (s.n == 0)
		return;
	p = ezalloc(f->n + s.n, 1);
	if (f->n > 0)
		memcpy(p, f->held + f->start, f->n);
	memcpy(p + f->n, s.p, s.n);
	free(f->held);
	f->held = p;
	f->start = 0;
	f->n += s.n;
}

enum flow_result
flow_write(struct flow *f, int to)
{
	ssize_t k;

	if (f->n == 0)
		return FLOW_GOES;
	k = write(to, f->held + f->start, f->n);
	if (k < 0)
		return later() ? FLOW_GOES : FLOW_NO_SINK;
	f->start += (size_t)k;
	f->n -= (size_t)k;
	if (f->n == 0) {
		free(f->held);
		f->held = NULL;
		f->start = 0;
	}
	return FLOW_GOES;
}

enum flow_result
flow_move(struct flow *f, int from, int to)
{
	static char buf[FLOW_BYTES];
	ssize_t k, w;
	int round;

	for (round = 0; round < ROUNDS && f->n == 0; round++) {
		k = read(from, buf, sizeof(buf));
		if (k < 0)
			return later() ? FLOW_GOES : FLOW_NO_SOURCE;
		f->eof = k == 0;
		if (f->eof)
			return FLOW_GOES;
		w = write(to, buf, (size_t)k);
		if (w < 0 && !later())
			return FLOW_NO_SINK;
		w = w < 0 ? 0 : w;
		flow_put(f, (struct slice){ buf + w, (size_t)(k - w) });
		if ((size_t)k < sizeof(buf))
			break;
	}
	return FLOW_GOES;
}

void
flow_clear(struct flow *f)
{
	free(f->held);
	*f = (struct flow){ 0 };
}
