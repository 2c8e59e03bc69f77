/*
 * The state's word comes from what hls-agg says: its verdict, its evidence.
 */
#include <stdio.h>

#include "stream/figure.h"
#include "title.h"
#include "vocabulary.h"

#define NARROW 40

/* Crossed, or would be if the run ended now. */
static int
any_missed(const struct block *b)
{
	struct slice rest;
	int64_t ok, warn;
	size_t i = 0;

	while (block_each(b, "threshold", &i, &rest))
		if ((field_int(rest, "ok", &ok) ||
		    field_int(rest, "holds", &ok)) && ok == 0 &&
		    !(field_int(rest, "warn", &warn) && warn != 0))
			return 1;
	return 0;
}

/* The verdict's state, and the reasons it gives for being no other. */
static enum verdict_state
verdict_of(const struct block *b, struct slice *why)
{
	struct slice rest, state = SLICE("");

	*why = SLICE("");
	if (block_find(b, "-", SLICE("verdict"), &rest)) {
		field_get(rest, "state", &state);
		field_get(rest, "why", why);
	}
	return (enum verdict_state)WORD_FIND(verdict_states, state);
}

/* As things stand, of a run that goes on. */
static struct title_state
so_far(const struct block *b)
{
	int none = figure(b, W_ALL, M_STARTUP_COUNT) == 0;

	if (any_missed(b) || (none && figure(b, W_ALL, M_STARTUP_FAIL) > 0))
		return (struct title_state){ "FAILING", LOOK_BAD };
	if (none && figure(b, W_ALL, M_STARTUP_PENDING) > 0)
		return (struct title_state){ "STARTING", LOOK_PLAIN };
	return (struct title_state){ "PASSING", LOOK_GOOD };
}

struct title_state
title_outcome(const struct block *b)
{
	static const struct title_state outcomes[VERDICT_STATES + 1] = {
		[VERDICT_PASS] = { "PASS", LOOK_GOOD },
		[VERDICT_FAIL] = { "FAIL", LOOK_BAD },
		[VERDICT_INCONCLUSIVE] = { "INCONCLUSIVE", LOOK_WARN },
	};
	struct slice why;
	enum verdict_state s = verdict_of(b, &why);

	if (s != VERDICT_INCONCLUSIVE ||
	    !slice_lists(why, ',', SLICE("running")))
		return outcomes[s];
	return so_far(b);
}

struct title_state
title_limit(const struct block *b)
{
	struct slice rest;
	size_t i = 0;

	if (figure(b, W_ALL, M_PIPELINE_LOST) > 0)
		return (struct title_state){ "METRICS DEGRADED", LOOK_WARN };
	if (block_each(b, "evidence", &i, &rest))
		return (struct title_state){ "GENERATOR-LIMITED", LOOK_WARN };
	return (struct title_state){ NULL, LOOK_PLAIN };
}

static struct title_state
state(const struct block *b)
{
	struct title_state limit = title_limit(b);
	struct slice why;
	enum verdict_state s = verdict_of(b, &why);

	/* These are final: hls-agg has weighed the generator in them. */
	if (limit.word == NULL || s == VERDICT_PASS || s == VERDICT_FAIL)
		return title_outcome(b);
	return limit;
}

static void
run_text(const struct view *v, const char *key, struct sbuf *b)
{
	struct slice rest, value;

	if (block_find(v->block, "-", SLICE("run"), &rest) &&
	    field_get(rest, key, &value))
		unescape(b, value);
}

/* " live 1:23/5:00" */
static void
clock_text(const struct view *v, char *s, size_t size)
{
	struct sbuf kind = { 0 };
	int64_t duration;
	int known = block_value(v->block, W_ALL, M_RUN_DURATION, &duration);

	run_text(v, "kind", &kind);
	snprintf(s, size, " %s%.*s %s%s%s", v->paused ? "PAUSED " : "",
	    kind.n < 8 ? (int)kind.n : 8, kind.n > 0 ? kind.p : "",
	    figure_clock(figure(v->block, W_ALL, M_RUN_ELAPSED)).s,
	    known ? "/" : "", known ? figure_clock(duration).s : "");
	sbuf_free(&kind);
}

/* As much of it as fits into room. */
static void
put_url(const struct view *v, struct frame *f, int room)
{
	struct sbuf url = { 0 };
	int end = f->col + room;

	run_text(v, "url", &url);
	if (frame_width(f, sbuf_view(&url)) <= room) {
		frame_slice(f, sbuf_view(&url));
	} else if (room > 3) {
		int cols = f->cols;

		f->cols = end - 3;
		frame_slice(f, sbuf_view(&url));
		f->cols = cols;
		frame_str(f, "...");
	}
	sbuf_free(&url);
}

void
title_row(const struct view *v, struct frame *f)
{
	struct title_state word = state(v->block);
	char when[80];
	int room;

	clock_text(v, when, sizeof(when));
	frame_row(f, LOOK_TITLE);
	if (f->cols >= NARROW)
		frame_str(f, "hls-top  ");
	room = f->cols - f->col - (int)strlen(when);
	if (word.word != NULL)
		room -= (int)strlen(word.word) + 3;
	put_url(v, f, room);
	if (word.word != NULL) {
		frame_str(f, " ");
		frame_look(f, word.look);
		frame_str(f, " ");
		frame_str(f, word.word);
		frame_str(f, " ");
		frame_look(f, LOOK_TITLE);
	}
	frame_right(f, when, f->cols);
}
