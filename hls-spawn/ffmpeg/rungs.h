/*
 * The variants of a multivariant playlist, as ffprobe and the playlist itself
 * tell them, and which of them a viewer takes. Pure.
 */
#ifndef RUNGS_H
#define RUNGS_H

#include <stddef.h>
#include <stdint.h>

#include "load/variants.h"
#include "sbuf.h"

/* One of them. */
struct rung {
	int64_t id;		/* FFmpeg's program, as variants stand */
	int64_t bitrate;	/* BANDWIDTH; 0: unknown */
	int64_t width, height;	/* 0: unknown */
	int streams, videos, audios;
	int audio;		/* the default one, or the first */
	int in_audio;		/* for probe_read: its stream is audio */
};

/* Start from { 0 }. */
struct rungs {
	struct rung *list;	/* owned */
	size_t n;
};

/* The i-th, with those before it, if they are not there yet. */
struct rung *rungs_at(struct rungs *l, size_t i);

/*
 * What a viewer takes, or NULL: there is none that can be had so. By BANDWIDTH,
 * then height, then the order of the playlist; by height and then BANDWIDTH of
 * VARIANT_HEIGHT. Variants with video come before audio alone, and those whose
 * playlist could not be opened (no streams) last.
 */
const struct rung *rungs_choose(const struct rungs *l, const struct want *w);

/*
 * The name of a rendition, "1280x720@2500000"; "@2500000" where the size is not
 * known, "audio@64000" without video. Appended to b.
 */
void rung_name(struct sbuf *b, const struct rung *r);

void rungs_free(struct rungs *l);

#endif
