/*
 * The inputs of one FFmpeg process (-i twice): each waits for one answer at a
 * time, but as they are read at once the log has their lines in each other's
 * midst. An input is known by the address of its demuxer's context, a request
 * by that of its HTTP context; nearly all processes have one input.
 *
 * What the log has announced for an input stands in struct http while it is the
 * present one, and is put aside when the log turns to another.
 */
#ifndef INPUTS_H
#define INPUTS_H

#include "request.h"
#include "slice.h"

/* The demuxer of this context speaks: its input is the present one now. */
void inputs_speak(struct http *, uint64_t context);
/* The same if it is known to be one. */
void inputs_speak_again(struct http *, uint64_t context);
/* The i-th is the present one. */
void inputs_turn(struct http *, int i);

/* A line of this HTTP context: the input whose request is on it. */
void inputs_answer(struct http *, uint64_t context);

/*
 * A kept connection opens a URL: whether it must be held, as more than one
 * input may want it. Its request tells the input, by its context.
 */
bool inputs_hold(struct http *, struct slice url, int64_t t);
/* The same below debug, where its input is guessed by what each opened last. */
void inputs_open(struct http *, struct slice url);
/*
 * A request for this path is written with this context: its input is present
 * now. Returns the opening that was held for it, or NULL; it is good until the
 * next one is held.
 */
const struct held *inputs_ask(struct http *, uint64_t context,
    struct slice path);

/* Whether more than one of them waits for an answer. */
bool inputs_wait(struct http *);

/* An attempt to connect, and a later line of the same TCP context. */
void inputs_connect(struct http *, uint64_t tcp);
void inputs_connected(struct http *, uint64_t tcp);

/* All that was put aside is forgotten, or freed. */
void inputs_forget(struct http *);
void inputs_free(struct http *);

/* The opening of a kept connection. */
struct held {
	int64_t t;
	struct sbuf url;
};

#endif
