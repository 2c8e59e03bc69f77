/*
 * The two ways to read, and the ends. Nothing waits for a single host: a
 * stream that gives nothing is a line of the report, not a hang.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "merge.h"
#include "report/stat_block.h"
#include "sig.h"

/* A host tells each second; without a word for this long it is silent... */
#define SILENT_US (2500 * INT64_C(1000))
/* ... if another one has told since. */
#define OTHERS_US SECOND_US

/* What was kept and comes through a pipe has no such pauses. */
#define LIVE_US (SECOND_US / 2)

#define EVENTS 64

/* Hosts of which more is to come. */
static int
any_left(const struct merge *m)
{
	return fleet_count(&m->fleet, HOST_LIVE) > 0 ||
	    fleet_count(&m->fleet, HOST_SILENT) > 0 ||
	    fleet_count(&m->fleet, HOST_WAITING) > 0;
}

/* The last round has no block of its own: the one with the report shows it. */
static void
close_round(struct merge *m)
{
	fleet_close(&m->fleet);
	csv_take(&m->agg->csv, &m->agg->figures);
	if (judge_tick(&m->agg->judge)) {
		m->over = 1;
		return;
	}
	if (!m->options->blocks || !any_left(m))
		return;
	stat_block_print(&m->agg->report, &m->out->buf, NULL);
	out_drain(m->out);
}

static void
close_if_full(struct merge *m)
{
	if (fleet_full(&m->fleet))
		close_round(m);
}

static void
take(struct merge *m, size_t i)
{
	struct host *h = &m->fleet.host[i];
	const struct block *b = &m->feed[i].reader.now;

	if (fleet_due(&m->fleet, h, b->time_us))
		close_round(m);
	fleet_take(&m->fleet, h, b, feed_garbled(&m->feed[i]));
	close_if_full(m);
}

/* A stream is at its end. */
static void
finish(struct merge *m, size_t i)
{
	struct host *h = &m->fleet.host[i];
	struct feed *f = &m->feed[i];

	if (h->blocks == 0 && !f->failed)
		m->misfed |= feed_name(f);
	feed_close(f);
	m->open--;
	h->state = h->end.n > 0 ? HOST_ENDED : HOST_CUT;
	if (f->reader.too_big > 0)
		msg("%s: %lld blocks over %zu bytes passed over", f->name,
		    (long long)f->reader.too_big, BLOCK_MAX_BYTES);
	if (h->blocks == 0 && !f->failed)
		msg("%s: holds no block of figures", f->name);
	else if (h->blocks > 0 && h->state == HOST_CUT)
		msg("%s: its stream ends without an end record", host_name(h));
	m->failed |= h->blocks == 0 || f->failed;
	close_if_full(m);
}

static void
open_feeds(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->fleet.n; i++) {
		struct feed *f = &m->feed[i];

		m->fleet.live |= feed_open(f, m->fleet.host[i].path) == 0 &&
		    f->stream;
		m->open++;
		if (f->failed)
			finish(m, i);
	}
}

/* INT and HUP end what reads files only; TERM ends all, with a report. */
static void
set_signals(struct merge *m)
{
	size_t i, k = 0;
	int fd = sig_open();

	if (fd < 0)
		die_errno("signals");
	for (i = 0; i < m->fleet.n; i++)
		if (m->feed[i].fd >= 0 && m->feed[i].stream)
			k = i;
	sig_filter(m->feed[k].fd);
	sig_catch(SIGTERM);
	m->poller = poller_new();
	if (m->poller == NULL ||
	    poller_add(m->poller, fd, POLLER_IN, NULL) != 0)
		die_errno("poll");
}

static int
stopped(const struct merge *m)
{
	return m->over || m->out->error != 0 || sig_next() == SIGTERM;
}

static int
is_before(const struct merge *m, size_t i, size_t k)
{
	return host_is_before(&m->fleet.host[i],
	    m->feed[i].reader.now.time_us, &m->fleet.host[k],
	    m->feed[k].reader.now.time_us);
}

/* The file whose next block is the oldest; n if there is none. */
static size_t
oldest(const struct merge *m, const int *pending)
{
	size_t i, best = m->fleet.n;

	for (i = 0; i < m->fleet.n; i++)
		if (pending[i] &&
		    (best == m->fleet.n || is_before(m, i, best)))
			best = i;
	return best;
}

/*
 * A merge of sorted lists: one block of each file is at hand, the oldest is
 * taken and replaced by the next of its file.
 */
static void
read_files(struct merge *m)
{
	int *pending = ezalloc(m->fleet.n, sizeof(*pending));
	size_t i;

	m->fleet.sorted = 1;
	for (i = 0; i < m->fleet.n; i++) {
		if (m->feed[i].fd < 0 || m->feed[i].stream)
			continue;
		pending[i] = feed_file(&m->feed[i]);
		if (pending[i])
			m->fleet.host[i].state = HOST_LIVE;
		else
			finish(m, i);
	}
	while ((i = oldest(m, pending)) < m->fleet.n && !stopped(m)) {
		take(m, i);
		pending[i] = feed_file(&m->feed[i]);
		if (!pending[i])
			finish(m, i);
	}
	m->fleet.sorted = 0;
	free(pending);
}

static void
watch_streams(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->fleet.n; i++) {
		struct feed *f = &m->feed[i];

		if (f->fd < 0 || !f->stream ||
		    poller_add(m->poller, f->fd, POLLER_IN, f) == 0)
			continue;
		msg_errno("%s", f->name);
		f->failed = 1;
		finish(m, i);
	}
}

/* Before the first block of all nobody is late. */
static void
begin_clock(struct merge *m, int64_t now_us)
{
	size_t i;

	for (i = 0; i < m->fleet.n; i++)
		m->fleet.host[i].arrived_us = now_us;
}

static void
arrive(struct merge *m, struct host *h, const struct block *b)
{
	int64_t now_us = clock_mono(), us = clock_stamp() - b->time_us;
	int live = h->timed && now_us - h->arrived_us > LIVE_US;

	if (m->newest_us == 0)
		begin_clock(m, now_us);
	m->newest_us = m->event_us = h->arrived_us = now_us;
	if (!h->timed || us < h->offset_us)
		h->offset_us = us;
	h->timed = 1;
	if (live)
		host_tell_clock(h);
	if (h->warned && h->state == HOST_SILENT)
		msg("%s: is back", host_name(h));
	h->warned = 0;
}

static void
receive(struct merge *m, size_t i, int hup)
{
	struct feed *f = &m->feed[i];
	int got = feed_read(f, hup);

	while (got == 1 && !m->over && feed_next(f)) {
		arrive(m, &m->fleet.host[i], &f->reader.now);
		take(m, i);
	}
	if (got != 0)
		return;
	poller_remove(m->poller, f->fd);
	m->event_us = clock_mono();
	finish(m, i);
}

static void
name_silent(struct host *h)
{
	h->warned = 1;
	if (h->state == HOST_WAITING) {
		msg("%s: no block yet, others go on", host_name(h));
		return;
	}
	h->state = HOST_SILENT;
	msg("%s: silent; its last figures stay in the totals", host_name(h));
}

/* Looks for hosts that have fallen silent; returns when to look again. */
static int64_t
watch_hosts(struct merge *m)
{
	int64_t now_us = clock_mono(), next_us = POLLER_NEVER;
	size_t i;

	for (i = 0; i < m->fleet.n; i++) {
		struct host *h = &m->fleet.host[i];
		int64_t due_us = h->arrived_us + SILENT_US;

		if (m->feed[i].fd < 0 || !m->feed[i].stream || h->warned ||
		    h->state == HOST_ENDED ||
		    m->newest_us < h->arrived_us + OTHERS_US)
			continue;
		if (now_us >= due_us)
			name_silent(h);
		else if (due_us < next_us)
			next_us = due_us;
	}
	close_if_full(m);
	return next_us;
}

/*
 * Once hosts have ended and none is live, those that are silent or have not
 * come are waited for, but not for ever: the moment to give them up.
 */
static int64_t
patience(const struct merge *m)
{
	if (m->event_us == 0 || fleet_count(&m->fleet, HOST_LIVE) > 0 ||
	    fleet_count(&m->fleet, HOST_ENDED) +
	    fleet_count(&m->fleet, HOST_CUT) == 0)
		return POLLER_NEVER;
	return any_left(m) ? m->event_us + m->options->wait_us : 0;
}

static void
read_streams(struct merge *m)
{
	struct poller_event ev[EVENTS];
	int64_t look_us, limit_us;
	size_t i, n;

	watch_streams(m);
	while (m->open > 0 && !stopped(m)) {
		look_us = watch_hosts(m);
		limit_us = patience(m);
		if (clock_mono() >= limit_us || out_flush(m->out) != 0)
			break;
		n = poller_wait(m->poller, ev, EVENTS,
		    look_us < limit_us ? look_us : limit_us);
		for (i = 0; i < n; i++)
			if (ev[i].owner != NULL)
				receive(m, (size_t)((struct feed *)ev[i].owner
				    - m->feed), ev[i].ready & POLLER_HUP);
	}
}

/* What has not come by now does not come any more. */
static void
give_up(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->fleet.n; i++) {
		const struct host *h = &m->fleet.host[i];

		if (m->feed[i].fd < 0 || h->state == HOST_ENDED)
			continue;
		if (h->blocks == 0) {
			msg("%s: no block came", host_name(h));
			m->failed = 1;
		} else if (h->state == HOST_SILENT) {
			msg("%s: silent to the end", host_name(h));
		}
	}
}

int
merge_run(struct merge *m, struct agg *a, const struct options *o,
    struct out *out)
{
	*m = (struct merge){ .agg = a, .options = o, .out = out };
	fleet_init(&m->fleet, &a->figures, o->files);
	a->judge.fleet = &m->fleet;
	m->feed = ezalloc(m->fleet.n, sizeof(*m->feed));
	open_feeds(m);
	set_signals(m);
	read_files(m);
	if (m->fleet.live)
		read_streams(m);
	give_up(m);
	if (fleet_begun(&m->fleet))
		fleet_close(&m->fleet);
	a->report.untold = m->misfed && a->figures.records == 0;
	return m->failed;
}

void
merge_free(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->fleet.n; i++)
		feed_free(&m->feed[i]);
	free(m->feed);
	fleet_free(&m->fleet);
	poller_free(m->poller);
}
