/*
 * The dispatch by kind. What a kind means is in connect.c, transfer.c
 * (requests), playlist.c, watch.c, viewer.c (what a viewer saw), process.c
 * (clients and the run) and origins.c.
 */
#include "connect.h"
#include "event.h"
#include "phase.h"
#include "playlist.h"
#include "process.h"
#include "record.h"
#include "transfer.h"
#include "viewer.h"
#include "watch.h"

#define KIND(name, fold) { { name, sizeof(name) - 1 }, fold }

/* The kinds that come most often first. */
static const struct {
	struct slice kind;
	void (*fold)(struct agg *a, const struct record *r);
} kinds[] = {
	KIND("request", transfer_request),
	KIND("fetch", transfer_fetch),
	KIND("viewer", viewer_state),
	KIND("connect", connect_made),
	KIND("fetch_fail", transfer_fail),
	KIND("void", transfer_void),
	KIND("abort", transfer_abort),
	KIND("parse", process_parse),
	KIND("tick", process_tick),
	KIND("connect_fail", connect_failed),
	KIND("reconnect", connect_again),
	KIND("message", generator_message),
	KIND("cause", generator_message),
	KIND("segment_fail", viewer_segment_fail),
	KIND("segment_skip", viewer_segment_skip),
	KIND("segment_gap", viewer_segment_gap),
	KIND("watch", watch_fetch),
	KIND("rule", watch_rule),
	KIND("expired", viewer_expired),
	KIND("sequence", playlist_sequence),
	KIND("stale", playlist_stale),
	KIND("continuity", viewer_continuity),
	KIND("playlist_fail", playlist_fail),
	KIND("init_fail", playlist_init_fail),
	KIND("key_fail", playlist_key_fail),
	KIND("startup", viewer_startup),
	KIND("startup_fail", viewer_startup_fail),
	KIND("playback_fail", viewer_playback_fail),
	KIND("rebuffer", viewer_rebuffer),
	KIND("origin", origins_event),
	KIND("start", process_start),
	KIND("exit", process_exit),
	KIND("lost", process_lost),
	KIND("swarm", process_swarm),
	KIND("phase", phase_begin),
	KIND("end", process_end),
};

static void
arrive(struct agg *a, int64_t stamp_us)
{
	if (a->records++ == 0)
		a->at.first_us = a->at.tick_us = stamp_us;
	a->pending++;
	a->at.last_us = stamp_us;
}

void
event_bad(struct agg *a, int64_t n)
{
	tally_count(&a->now, M_PIPELINE_BAD, n);
	a->pending += n;
}

int
event_line(struct agg *a, struct slice line)
{
	struct record r;
	int64_t ticks = a->ticks;
	size_t i;

	if (line.n > 0 && line.p[0] == '#')
		return 0;
	if (record_read(&r, line) != 0) {
		event_bad(a, 1);
		return 0;
	}
	arrive(a, r.time_us);
	for (i = 0; i < COUNT(kinds); i++) {
		if (!slice_eq(kinds[i].kind, r.kind))
			continue;
		a->who = slice_eq(r.subject, SLICE("-")) ? NULL :
		    session_find(a, r.subject, r.time_us);
		agg_focus(a, a->who);
		kinds[i].fold(a, &r);
		break;
	}
	return a->ticks > ticks;
}
