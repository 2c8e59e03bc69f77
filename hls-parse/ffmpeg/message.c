/*
 * Levels come from the tag. In a log without tags an error is known by its
 * first word, and a warning not at all.
 */
#include "event/flow.h"
#include "http/http.h"
#include "http/life.h"
#include "input.h"
#include "message.h"
#include "text/words.h"
#include "redact.h"
#include "writing.h"

/* Longer texts are cut: what ends a process fits. */
#define ERROR_BYTES 512

/* How FFmpeg begins what it logs as an error. */
static const struct slice errors[] = {
	SLICE_INIT("Error "), SLICE_INIT("Failed to "),
	SLICE_INIT("Unable to "), SLICE_INIT("Could not "),
	SLICE_INIT("Conversion failed!"), SLICE_INIT("Invalid "),
	SLICE_INIT("Unrecognized "), SLICE_INIT("http://"),
	SLICE_INIT("https://"),
};

/* Errors that follow from the one before and tell less. */
static const struct slice sequels[] = {
	SLICE_INIT("Failed to set value '"),
	SLICE_INIT("Error parsing options for "),
	SLICE_INIT("Error opening output files: "),
	SLICE_INIT("Error splitting the argument list: "),
	SLICE_INIT("Error closing progress log"),
	SLICE_INIT("Conversion failed!"),
};

/* What follows from a name that FFmpeg did not take. */
static const struct slice effects[] = {
	SLICE_INIT("Invalid data found when"),
	SLICE_INIT("Error opening input"),
	SLICE_INIT("Error when loading first segment"),
	SLICE_INIT("matches no streams"),
	SLICE_INIT("Failed to reload playlist"),
};

static int
begins_with(struct slice text, const struct slice *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_starts(text, words[i]))
			return 1;
	return 0;
}

static enum level
level_of(const struct session *s, const struct logline *l)
{
	if (l->level != LEVEL_NONE || s->tagged)
		return l->level;
	/* The player's own words, whatever they are of. */
	if (s->foreign && l->name.n == 0)
		return LEVEL_NONE;
	return begins_with(l->text, errors, COUNT(errors)) ? LEVEL_ERROR :
	    LEVEL_NONE;
}

static bool
follows(struct slice text)
{
	struct slice rest;
	size_t i;

	for (i = 0; i < COUNT(effects); i++)
		if (words_after(text, effects[i], &rest))
			return true;
	return false;
}

/* Without values before it is cut: half of one is no longer known. */
static void
keep(struct session *s, struct slice text)
{
	s->error.n = 0;
	redact_values(&s->error, text, sbuf_view(&s->values));
	if (s->error.n > ERROR_BYTES)
		s->error.n = ERROR_BYTES;
}

void
message_note(struct reading *g)
{
	struct slice text = g->l->text;
	struct sbuf *b = &g->at->s->error;
	const char *reason = words_reason(text);

	if (reason != NULL && !writing_fails(g))
		http_failed(g->at->s, reason);
	if (words_after(text, SLICE("Input/output error"), &text))
		life_ran_out(g->at);
	text = g->l->text;
	if (g->at->s->http.refused != NULL && b->n > 0 && follows(text))
		return;
	if (level_of(g->at->s, g->l) < LEVEL_ERROR ||
	    (b->n > 0 && begins_with(text, sequels, COUNT(sequels))))
		return;
	keep(g->at->s, text);
	g->at->s->error_us = g->at->t;
	g->at->s->error_asked = session_asked(g->at->s);
}

void
message_keep(struct reading *g, const char *option)
{
	struct sbuf *b = &g->at->s->error;
	struct slice text = g->l->text;

	keep(g->at->s, text);
	sbuf_str(b, " (FFmpeg's ");
	sbuf_str(b, option);
	sbuf_str(b, ", hls-spawn's --any-extension)");
	g->at->s->error_us = g->at->t;
}

/* An error that says more to a rule by what it holds than how it begins. */
static int
known_inside(struct reading *g)
{
	struct slice text = g->l->text, rest;

	/* "http://h/l.m3u8: corrupt input packet in stream 0" */
	if (words_after(text, SLICE(": corrupt input packet in"), &rest))
		return 1;
	if (words_after(text, SLICE("Invalid data found when"), &rest))
		on_invalid(g);
	else
		input_words(g);
	if (g->l->level >= LEVEL_ERROR &&
	    slice_eq(g->l->name, SLICE("tls")))
		on_tls(g);
	return 0;
}

int
message_line(struct reading *g)
{
	enum level level = level_of(g->at->s, g->l);
	struct sbuf *b;

	if (level < LEVEL_WARNING || known_inside(g))
		return 0;
	message_note(g);
	g->at->p->stats.messages++;
	b = session_event(g->at, "message");
	put_str(b, "level", level_name(level));
	put_redacted(g->at, b, "text", g->l->text);
	record_end(b);
	return 1;
}

void
message_exit(const struct at *at)
{
	struct sbuf *b;

	if (at->s->error.n == 0)
		return;
	b = session_event(at, "cause");
	put_redacted(at, b, "text", sbuf_view(&at->s->error));
	record_end(b);
}
