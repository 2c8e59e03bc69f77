/*
 * Playlists and streams, as FFmpeg's hls lines tell them where all goes well.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "http/http.h"
#include "http/life.h"
#include "http/output.h"
#include "http/reload.h"
#include "num.h"
#include "rules.h"
#include "session/inputs.h"
#include "session/programs.h"
#include "session/rendition.h"
#include "text/words.h"
#include "viewer/startup.h"
#include "viewer/supply.h"

/* More streams than these are not told apart. */
#define STREAMS_MAX 64
/* No segment is longer than an hour. */
#define SEGMENT_MAX_US INT64_C(3600000000)

static void
put_sequence(struct reading *g, int64_t from, int64_t to, int64_t duration_us)
{
	struct sbuf *b = session_event(g->at, "sequence");

	put_int(b, "playlist", g->at->s->http.loading & 0xffff);
	put_int(b, "from", from);
	put_int(b, "to", to);
	if (duration_us > 0)
		put_micro(b, "duration", duration_us);
	record_end(b);
}

/*
 * "Media sequence change (0 -> 1) reflected in first_timestamp: 7421333 ->
 * 9421333": the playlist is parsed, has news, and so long is a segment
 */
void
on_sequence(struct reading *g)
{
	struct slice rest;
	int64_t a, b, x, y, us = 0;

	life_parsed(g->at);
	reload_news(g->at->s, g->at->s->http.loading);
	if (words_number(g->rest, &a) != 0 ||
	    words_number_after(g->rest, SLICE("-> "), &b, &rest) != 0)
		return;
	if (words_number_after(rest, SLICE("timestamp: "), &x, &rest) == 0 &&
	    words_number_after(rest, SLICE("-> "), &y, &rest) == 0 &&
	    b > a && y > x && y - x < DURATION_MAX_US &&
	    (y - x) / (b - a) < SEGMENT_MAX_US)
		us = y - x;
	put_sequence(g, a, b, us > 0 ? us / (b - a) : 0);
	if (us <= 0)
		return;
	learn_told(&g->at->s->learn, b - a, us);
	supply_settle(g->at, false);
}

/* "Media sequence changed unexpectedly: 2 -> 0" */
void
on_sequence_back(struct reading *g)
{
	struct slice rest;
	int64_t from, to;

	if (words_number(g->rest, &from) == 0 &&
	    words_number_after(g->rest, SLICE("-> "), &to, &rest) == 0)
		put_sequence(g, from, to, 0);
}

/*
 * "Skip ('#EXT-X-VERSION:6')": a tag that FFmpeg does not know. So a playlist
 * is being parsed: it was answered.
 */
void
on_tag(struct reading *g)
{
	g->at->s->http.had = true;
	life_assume(g->at);
}

/* "No longer receiving playlist 0 ('http://h/lo.m3u8')" */
void
on_dropped(struct reading *g)
{
	int64_t n;

	if (words_number(g->rest, &n) != 0 || n >= 65536)
		return;
	inputs_speak(&g->at->s->http, g->l->context);
	http_dropped(g->at, rendition_number(g->at->s, n));
}

/* "  Program 1", of the only input */
void
on_program(struct reading *g)
{
	struct http *h = &g->at->s->http;

	if (h->mapped || h->ninputs > 1)
		return;
	if (h->programs == NULL)
		h->programs = ezalloc(1, sizeof(*h->programs));
	programs_add(h->programs);
}

static void
note_program(struct programs *p, int64_t i, struct slice rest)
{
	if (p == NULL)
		return;
	if (slice_starts(rest, SLICE(" -> ")))
		programs_want(p, i);
	else if (slice_starts(rest, SLICE("[0x")))
		p->odd = true;
	else if (!p->listed)
		programs_stream(p, i);
}

/*
 * "  Stream #0:2[0x1](und), 21, ...": input stream 2 is of playlist 1, and
 * "  Stream #0:2 -> #0:0 (copy)": it is wanted.
 */
void
on_stream(struct reading *g)
{
	struct http *h = &g->at->s->http;
	struct slice rest = g->rest;
	uint64_t playlist;
	int64_t i;

	if (words_number(rest, &i) != 0 || i >= STREAMS_MAX)
		return;
	while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
		rest = slice_from(rest, 1);
	note_program(h->programs, i, rest);
	if (h->mapped)
		return;
	if (i < (int64_t)h->nstreams && slice_starts(rest, SLICE(" -> "))) {
		if (h->streams[i] >= 0)
			h->streams[i] = (int16_t)(-1 - h->streams[i]);
		return;
	}
	if (i != (int64_t)h->nstreams || !slice_starts(rest, SLICE("[0x")))
		return;
	if (num_hex(slice_until(slice_from(rest, 3), ']'), &playlist) == 0 &&
	    playlist < INT16_MAX) {
		h->streams = eresize(h->streams, h->nstreams + 1,
		    sizeof(*h->streams));
		h->streams[h->nstreams++] = (int16_t)playlist;
	}
}

/* "Stream mapping:", before the list of wanted streams; "Press [q] to stop". */
void
on_mapped(struct reading *g)
{
	if (g->at->s->http.nstreams == 0)
		startup_opened(g->at);
}

static int
is_wanted(const struct http *h, int playlist)
{
	size_t i;

	for (i = 0; i < h->nstreams; i++)
		if (h->streams[i] == -1 - playlist)
			return 1;
	return 0;
}

/* "Output #1, mpegts, to 'http://h/a.ts':" */
void
on_output_more(struct reading *g)
{
	struct slice format, url, rest = g->l->text;

	if (!words_after(rest, SLICE(", "), &rest))
		return;
	format = slice_cut(&rest, ',');
	if (slice_skip(&rest, SLICE(" to '"))) {
		url = words_quoted(rest, SLICE("'"), &rest);
		output_header(g->at, format, url);
	}
}

/* "Opening an output file: http://h/a.ts." */
void
on_output_file(struct reading *g)
{
	struct slice url = g->rest;

	if (slice_ends(url, SLICE(".")))
		url.n--;
	output_file(g->at, url);
}

/*
 * "Output #0, null, to 'pipe:':", behind that list. From 8.1 on FFmpeg gives
 * up the playlists of all other streams without a word.
 */
void
on_output(struct reading *g)
{
	struct http *h = &g->at->s->http;
	size_t i;

	on_output_more(g);
	if (h->programs != NULL)
		h->programs->listed = true;
	if (h->mapped || h->nstreams == 0)
		return;
	for (i = 0; i < h->nstreams; i++)
		if (h->streams[i] >= 0 && !is_wanted(h, h->streams[i]))
			http_dropped(g->at, h->streams[i]);
	free(h->streams);
	h->streams = NULL;
	h->nstreams = 0;
	startup_opened(g->at);
}

/* "  Duration: 00:01:00.00, start: ..."; live has N/A */
void
on_duration(struct reading *g)
{
	if (g->rest.n > 0 && g->rest.p[0] >= '0' && g->rest.p[0] <= '9')
		g->at->s->viewer.vod = !g->at->p->live;
}

/*
 * "frame=  999 fps= 29 q=-1.0 Lsize=N/A time=00:00:40.01 bitrate=N/A": so much
 * was written, at the end all that was read
 */
void
on_written(struct reading *g)
{
	struct slice rest = g->rest;
	int64_t h, m, s, hundredths;

	if (words_number_after(rest, SLICE(" time="), &h, &rest) == 0 &&
	    words_number_after(rest, SLICE(":"), &m, &rest) == 0 &&
	    words_number_after(rest, SLICE(":"), &s, &rest) == 0 &&
	    words_number_after(rest, SLICE("."), &hundredths, &rest) == 0 &&
	    h < 10000 && m < 60 && s < 60 && hundredths < 100)
		g->at->s->written_us = ((h * 60 + m) * 60 + s) * SECOND_US +
		    hundredths * SECOND_US / 100;
	if (g->at->s->written_us > 0)
		startup_media(g->at);
}

/* "Exiting normally, received signal 15." */
void
on_stopped(struct reading *g)
{
	g->at->s->http.stopped = 1;
}

/* "ffmpeg version 5.1.9 Copyright (c) ...", at info */
void
on_banner(struct reading *g)
{
	g->at->s->informed = true;
}
