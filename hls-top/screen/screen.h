/*
 * The terminal with a view of the stream on it: when it is drawn, what keys
 * and signals do to it. It shows itself with the first block, so that what
 * the programs upstream say before stays readable.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "block.h"
#include "poller.h"
#include "rows/view.h"
#include "stream/first.h"
#include "stream/history.h"
#include "term/frame.h"
#include "term/key.h"
#include "term/term.h"

struct screen {
	struct term term;
	struct poller *poller;
	int want;		/* poller bits for the terminal */
	int watched;
	struct key_state keys;
	int64_t keys_us;	/* when a lone ESC is a key, on clock_mono */
	struct frame frame;
	struct view view;
	struct history history;
	struct first first;
	const struct block *newest;	/* of the stream */
	struct block_reader held;	/* the one to look at while paused */
	int dirty;		/* what is on the terminal is out of date */
	int at_once;		/* not only at the next refresh */
	int64_t drawn_us;	/* clock_mono of the last frame */
	int alone;		/* nobody in our pipeline is to be stopped */
	int quit;		/* q, and we end at once */
	const char *control;	/* a FIFO for orders, or NULL */
	int64_t said_us;	/* clock_mono of the last one */
	int64_t renewed_us;	/* when all rows were sent last */
};

/* What the command line and the environment say. */
struct screen_look {
	enum block_window window;
	int colour;
	int utf8;
	const char *control;	/* hls-spawn's FIFO, or NULL */
};

/*
 * Takes the terminal, whose events then carry the screen as their owner; 0, or
 * -1 where there is none to draw on.
 */
int screen_open(struct screen *s, struct poller *p,
    const struct screen_look *l);

/* A new block; the screen is drawn with it. */
void screen_block(struct screen *s, const struct block *b);

/* An event: keys, or room for what is left of a frame. */
void screen_event(struct screen *s, int ready);
/* After events: draws what is out of date, unless a frame is on its way. */
void screen_update(struct screen *s);
/* The moment of clock_mono to call that again at the latest. */
int64_t screen_deadline(const struct screen *s);

/* SIGWINCH; SIGCONT; SIGTSTP: leaves the terminal and stops. */
void screen_resize(struct screen *s);
void screen_continue(struct screen *s);
void screen_stop(struct screen *s);

/* Restores the terminal; returns whether the screen was there. */
int screen_close(struct screen *s);

#endif
