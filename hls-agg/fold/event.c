/*
 * The dispatch by kind. What a kind means is in connect.c, transfer.c
 * (requests), playlist.c, watch.c, viewer.c (what a viewer saw), life.c
 * (clients and the run) and figures/origins.c.
 */
#include "connect.h"
#include "event.h"
#include "life.h"
#include "playlist.h"
#include "record.h"
#include "text/keyword.h"
#include "transfer.h"
#include "viewer.h"
#include "watch.h"

static void
origin(struct scope *in, const struct record *r)
{
	origins_event(&in->figures->origins, r);
}

#define KIND(name, fold) { SLICE_INIT(name), METRICS, fold }
#define COUNTED(name, id, fold) { SLICE_INIT(name), id, fold }

static const struct {
	struct slice kind;
	unsigned count;		/* counts one more of this, or METRICS */
	void (*fold)(struct scope *in, const struct record *r);	/* or NULL */
} kinds[] = {
	KIND("request", transfer_request),
	KIND("fetch", transfer_fetch),
	KIND("viewer", viewer_state),
	KIND("connect", connect_made),
	KIND("fetch_fail", transfer_fail),
	COUNTED("void", M_HTTP_VOID, transfer_void),
	KIND("abort", transfer_abort),
	KIND("parse", life_parse),
	KIND("tick", life_tick),
	KIND("connect_fail", connect_failed),
	COUNTED("reconnect", M_HTTP_RECONNECT, NULL),
	KIND("message", life_message),
	KIND("cause", life_message),
	COUNTED("segment_fail", M_HLS_SEGMENT_FAIL, viewer_segment_fail),
	COUNTED("segment_skip", M_HLS_SEGMENT_SKIP, viewer_segment_skip),
	KIND("segment_gap", viewer_segment_gap),
	KIND("watch", watch_fetch),
	KIND("rule", watch_rule),
	KIND("expired", viewer_expired),
	KIND("sequence", playlist_sequence),
	KIND("stale", playlist_stale),
	KIND("continuity", viewer_continuity),
	COUNTED("playlist_fail", M_HLS_PLAYLIST_FAIL, playlist_fail),
	COUNTED("init_fail", M_HLS_INIT_FAIL, NULL),
	COUNTED("key_fail", M_HLS_KEY_FAIL, playlist_key_fail),
	KIND("loop", playlist_loop),
	COUNTED("startup", M_STARTUP_COUNT, viewer_startup),
	COUNTED("startup_fail", M_STARTUP_FAIL, viewer_startup_fail),
	COUNTED("playback_fail", M_PLAYBACK_FAIL, viewer_playback_fail),
	KIND("rebuffer", viewer_rebuffer),
	KIND("origin", origin),
	KIND("start", life_start),
	KIND("exit", life_exit),
	KIND("lost", life_lost),
	KIND("source", life_source),
	KIND("swarm", life_swarm),
	KIND("phase", life_phase),
	KIND("end", life_end),
};

/* The number of a kind in the table, or -1. */
static int
find(struct slice kind)
{
	static struct keywords known;
	size_t i;

	if (known.n == 0)
		for (i = 0; i < COUNT(kinds); i++)
			keyword_add(&known, kinds[i].kind);
	return keyword_find(&known, kind);
}

/* While all processes are without stamps no time passes. */
static void
arrive(struct figures *f, int64_t stamp_us)
{
	if (f->records++ == 0 || (f->untimed && !f->timed))
		f->at.first_us = f->at.tick_us = stamp_us;
	f->pending++;
	f->at.last_us = stamp_us;
}

void
event_bad(struct figures *f, int64_t n)
{
	tally_count(&f->now, M_PIPELINE_BAD, n);
	f->pending += n;
}

int
event_line(struct fold *fold, struct slice line)
{
	struct figures *f = fold->figures;
	int64_t ticks = f->ticks, crowded = f->crowded;
	struct scope in;
	struct record r;
	int i;

	if (line.n > 0 && line.p[0] == '#')
		return 0;
	if (record_read(&r, line) != 0) {
		event_bad(f, 1);
		return 0;
	}
	arrive(f, r.time_us);
	i = find(r.kind);
	if (i < 0)
		return 0;
	scope_set(&in, fold, slice_eq(r.subject, SLICE("-")) ? NULL :
	    session_find(fold, r.subject, r.time_us));
	/* It is nobody's, but not the swarm's either. */
	if (f->crowded > crowded)
		return 0;
	if (kinds[i].count < METRICS)
		scope_count(&in, kinds[i].count, 1);
	if (kinds[i].fold != NULL)
		kinds[i].fold(&in, &r);
	return f->ticks > ticks;
}
