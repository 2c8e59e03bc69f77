/*
 * The form of what stands in front of a log's lines: what of it stays, what
 * may change, where the stamp is.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>

#include "sbuf.h"
#include "stamp.h"

/* Longer ones are none. */
#define SHAPE_BYTES 200
#define TOKENS_MAX 64

/*
 * One prefix, in tokens: words and other bytes stay what they are; numbers, ids
 * (letters with digits) and levels ("warning", "I") may change, stamps do.
 */
struct shape {
	char text[SHAPE_BYTES];	/* as it was when learnt */
	size_t n;
	struct token {
		unsigned char kind;
		bool any;		/* of a word: it may change */
		unsigned char at, n;	/* in text */
		enum stamp_form form;	/* of a stamp */
	} token[TOKENS_MAX];
	size_t ntokens;
	size_t stamp;			/* the token that counts, or ntokens */
	size_t who_from, who_to;	/* tokens that name who writes */
};

/* Where a shape was found at the start of a line. */
struct found {
	size_t n;		/* bytes it takes */
	struct stamp stamp;	/* the one that counts, or STAMP_NONE */
	size_t stamp_at;
	struct slice who;	/* "restream-1", "ffmpeg[4711]", or empty */
	bool cut;		/* it lacks its last blank */
};

/* 0, or -1 if text is too long for one. */
int shape_make(struct shape *, struct slice text);

/* Whether a line begins so: 1 and where, or 0. */
int shape_match(const struct shape *, struct slice line, struct found *);

/*
 * Whether the two, which have a stamp, differ in words alone: 1, and *h then
 * leaves these open; or 0.
 */
int shape_widen(struct shape *h, const struct shape *other);

/* One of its tokens, as it was when learnt. */
struct slice shape_token(const struct shape *, size_t i);

/*
 * For people: without the stamp and the blanks around that, if it is first or
 * last, else with "<time>" for it.
 */
void shape_print(const struct shape *, struct sbuf *);

#endif
