/*
 * Two forms: "URL: error" up to 6.0, and from 6.1 on a line with the error and
 * one with the URL behind it.
 */
#include "http/http.h"
#include "http/implied.h"
#include "input.h"
#include "text/words.h"

/*
 * "Server returned 404 Not Found", "Server returned 5XX Server Error reply":
 * which one is not known then, unless a line before has told the status.
 */
void
input_failure(struct session *s, struct slice text)
{
	struct failure *f = &s->http.failure;
	struct slice rest;
	int64_t status;

	if (slice_starts(text, SLICE("Immediate exit requested")))
		s->http.stopped = 1;
	if (s->debug || f->unreached)
		return;
	if (!words_after(text, SLICE("Server returned "), &rest)) {
		*f = (struct failure){ .reason = words_reason(text) };
		return;
	}
	if (f->reason != NULL && f->status >= 400)
		return;
	*f = (struct failure){ .reason = "http" };
	if (words_number(rest, &status) == 0 && status >= 400 && status < 1000)
		f->status = (int)status;
}

/* It was the first playlist, if nothing shows that FFmpeg has had that. */
static void
failed(const struct at *at, struct slice url)
{
	if (!implied_is_first(at->s) || url.n == 0)
		return;
	implied_failure(at, url, T_PLAYLIST);
	/* There it ends, whatever FFmpeg was about to ask for. */
	at->s->http.open_us = 0;
}

/* "Input #0, hls, from 'http://h/l.m3u8':" */
void
on_input(struct reading *g)
{
	struct sbuf *url = &g->at->s->http.input_url;
	struct slice rest;

	if (g->at->s->debug || !words_after(g->rest, SLICE(" from '"), &rest))
		return;
	url->n = 0;
	sbuf_slice(url, slice_until(rest, '\''));
}

/* "Error opening input file http://h/l.m3u8.", behind its error */
void
on_input_file(struct reading *g)
{
	struct slice url = g->rest, rest;

	if (!slice_skip(&url, SLICE(" ")) ||
	    !words_after(url, SLICE("://"), &rest))
		return;
	if (url.p[url.n - 1] == '.')
		url.n--;
	failed(g->at, url);
}

/* "Failed to open http://h/l.m3u8.": mpv's, behind the status */
void
on_open_failed(struct reading *g)
{
	struct http *h = &g->at->s->http;
	struct slice url = g->l->text;

	slice_skip(&url, SLICE("Failed to open "));
	if (h->status >= 400)
		h->failure = (struct failure){ .reason = "http",
		    .status = h->status };
	h->status = 0;
	if (slice_ends(url, SLICE(".")))
		url.n--;
	failed(g->at, url);
}

void
input_words(struct reading *g)
{
	struct slice text = g->l->text, rest = text;

	/* The playlist that names it has come. */
	if (slice_starts(text, SLICE("Error when loading first segment")))
		g->at->s->http.had = true;
	if (slice_skip(&rest, SLICE("Error opening input: "))) {
		input_failure(g->at->s, rest);
		return;
	}
	if (!slice_starts(text, SLICE("http")) ||
	    !words_after(text, SLICE("://"), &rest) ||
	    !words_after(rest, SLICE(": "), &rest))
		return;
	input_failure(g->at->s, rest);
	text.n -= rest.n + 2;
	failed(g->at, text);
}
