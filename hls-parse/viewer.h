/*
 * The virtual viewer of a live session: a player at 1x behind the segments
 * that FFmpeg fetched. See hls-event(5), "The viewer".
 */
#ifndef VIEWER_H
#define VIEWER_H

#include <stdbool.h>
#include <stdint.h>

struct session;
struct parse;

/* Empty for so long is a rebuffer. */
#define REBUFFER_MIN_US 250000

enum viewer_state {
	VIEWER_STARTUP,
	VIEWER_PLAYING,
	VIEWER_REBUFFERING,
	VIEWER_ENDED,
};

/*
 * Where the log has no durations (FFmpeg 9.0 on multivariant playlists), they
 * are learnt from FFmpeg's out_time: what that gains over a number of segments,
 * from one moment without traffic to another.
 */
struct learning {
	int64_t segments, out_time_us;	/* at its start; 0 segments: none */
	int64_t media_us;	/* media at its start, -1: as all the rest */
};

struct viewer {
	enum viewer_state state;
	bool hole;		/* time is not judged until a segment ends */
	bool vod;		/* not live: no figures, see below */
	bool unsure;		/* when segments end is not in the log */
	bool exact;		/* the segments' duration is */
	int64_t segments;	/* complete so far */
	int64_t duration_us;	/* of a segment, 0: not learnt yet */
	int64_t longest_us;	/* the longest so learnt */
	struct learning learning;
	int64_t early[12];	/* ends of segments before it was learnt */
	int64_t start_us;	/* play began; 0: not yet */
	int64_t now_us;		/* settled up to here */
	int64_t media_us;	/* complete media */
	int64_t played_us;	/* of it, settled */
	int64_t rebuffered_us;	/* settled */
	int64_t shown_played_us, shown_rebuffered_us;	/* last written */
};

/* One more segment of the played rendition was complete at end_us. */
void viewer_segment(struct parse *, struct session *, int64_t end_us);

/* The segments' duration, from the log of a live playlist. */
void viewer_duration(struct parse *, struct session *, int64_t us);

/* FFmpeg's out_time at t: the duration may be learnt from it. */
void viewer_out_time(struct parse *, struct session *, int64_t t, int64_t us);

/* Media is missing in front of the next segment. */
void viewer_gap(struct session *);

/* The log does not tell when segments end: the viewer has no figures. */
void viewer_unsure(struct session *);

/*
 * FFmpeg knows the stream's length: it is no live stream, is read as fast as
 * it comes, and the viewer has a state but no figures.
 */
void viewer_vod(struct session *);

/* Records were lost: until the next segment nothing is known. */
void viewer_hole(struct session *);

/* A tick: writes the provisional viewer record. */
void viewer_tick(struct parse *, struct session *, int64_t t);

/* The process was ended: the segment it has just read counts. */
void viewer_leave(struct parse *, struct session *, int64_t t);

/* The session's end: an open rebuffer and the last viewer record. */
void viewer_exit(struct parse *, struct session *, int64_t t);

#endif
