/*
 * The figures of one section over one tally, one after the other, as stat lines
 * and JSON show them: counters, rates, ratios, the keys of each sketch, and
 * at the end of the section http a counter per status code seen. Rates over no
 * time, ratios of nothing and empty sketches are passed over.
 */
#ifndef WALK_H
#define WALK_H

#include <stdint.h>

#include "code.h"
#include "sbuf.h"
#include "tally.h"

struct walk {
	const struct tally *tally;
	const struct codes *codes;
	unsigned id, end;		/* of the next one */
	int stat;		/* its place in sketch_stats */
	int code;		/* its place in codes */
	int states;		/* states too: they are of no window */
	/* What walk_next found: */
	char path[64];
	const char *key;	/* the path behind the section */
	enum metric_unit unit;
	int64_t value;
};

/*
 * Whether the section that id begins has records of windows, given the tally of
 * the whole run: some (init, key, ...) only once something has happened.
 */
int walk_shown(const struct tally *all, unsigned id);

/* Starts on the section that id is in. */
void walk_start(struct walk *w, const struct tally *t,
    const struct codes *c, unsigned id);

/* Starts on one distribution alone, a sketch or a state. */
void walk_sketch(struct walk *w, const struct tally *t, unsigned id);

/* 1, or 0 at the end. */
int walk_next(struct walk *w);

/* Appends " key=value" for one figure; for all that are left of a walk. */
void walk_field(struct sbuf *b, const char *key, enum metric_unit unit,
    int64_t v);
void walk_put(struct walk *w, struct sbuf *b);

#endif
