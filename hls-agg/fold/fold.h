/*
 * The events of one pipeline, folded into figures: what has to be remembered
 * of clients, sessions and playlists from one record to the next.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stdint.h>

#include "client.h"
#include "figures/figures.h"
#include "qoe.h"
#include "watch.h"

struct fold {
	struct figures *figures;	/* the caller's */
	struct clients clients;
	struct watches watches;
	int watched;		/* there will be some, by the swarm record */
	int64_t inflight[T_TYPES];	/* requests of all sessions */
	int64_t viewers[VIEWER_STATES];	/* sessions alive, by state */
	int vod;		/* the stream has an end */
	int measured;		/* a viewer has had figures of playing */
	int prefetch;		/* viewers were told to fetch ahead */
	int64_t target_us;	/* target duration asked for, or 0 */
	int64_t segment_us;	/* duration of a segment, as told last; or 0 */
	struct worst worst;	/* not excellent, by the last tick */
	uint16_t host;		/* part of clients that name none */
	int64_t parsed, garbled;	/* last totals of a parse record */
};

void fold_init(struct fold *fold, struct figures *figures);
void fold_free(struct fold *fold);

/* A tick: closes the current second at its stamp; see figures.h. */
void fold_close(struct fold *fold, int64_t stamp_us);

/* Closes what came after the last tick, at the end of the input. */
void fold_finish(struct fold *fold);

#endif
