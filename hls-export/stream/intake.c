/*
 * Bytes in, blocks out.
 */

#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "intake.h"

int
intake_open(struct intake *in, struct poller *p, int fd)
{
	in->poller = p;
	in->fd = fd;
	in->want = POLLER_IN;
	in->look = (struct stage_look){ .reads = STAGE_STATS };
	return poller_add(p, fd, POLLER_IN, in);
}

static void
end(struct intake *in)
{
	poller_remove(in->poller, in->fd);
	in->fd = -1;
	in->recent->ended = 1;
	copy_seal(in->copy);
}

void
intake_read(struct intake *in)
{
	ssize_t k;

	if (in->fd < 0 || in->rest.n > 0)
		return;
	k = read(in->fd, in->buf, sizeof(in->buf));
	if (k < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (k < 0)
		msg_errno("standard input");
	if (k <= 0 || stage_bytes(&in->look, (struct slice){ in->buf,
	    (size_t)k }) != STAGE_NONE)
		end(in);
	else
		in->rest = (struct slice){ in->buf, (size_t)k };
}

/* Nothing is read before everything is on its way. */
static void
watch(struct intake *in)
{
	int want = in->rest.n > 0 ? 0 : POLLER_IN;

	if (in->fd >= 0 && want != in->want) {
		poller_change(in->poller, in->fd, want, in);
		in->want = want;
	}
}

int
intake_advance(struct intake *in, int64_t *until_us)
{
	int closed = 0;

	*until_us = POLLER_NEVER;
	while (in->rest.n > 0 && !closed) {
		const char *start = in->rest.p;
		int64_t until = copy_hold(in->copy);

		if (until > clock_mono()) {
			*until_us = until;
			break;
		}
		closed = block_read(&in->blocks, &in->rest);
		copy_put(in->copy, (struct slice){ start,
		    (size_t)(in->rest.p - start) });
	}
	if (closed) {
		copy_seal(in->copy);
		recent_put(in->recent, sbuf_view(&in->blocks.now.text));
	}
	watch(in);
	return closed;
}
