/*
 * Names that FFmpeg does not take, from 7.1 on and in Debian's 5.1: nothing is
 * wrong with what the server sent, and an option of FFmpeg helps. What it says
 * behind such a line tells less.
 */
#include "event/flow.h"
#include "http/http.h"
#include "http/life.h"
#include "message.h"
#include "rules.h"
#include "text/words.h"

/* The line is why the process fails; option is what helps. */
static void
refuse(struct reading *g, const char *reason, const char *option)
{
	life_assume(g->at);
	g->at->s->http.refused = reason;
	message_keep(g, option);
}

/* One that FFmpeg did not even ask for, or whose request the log lacks. */
static void
segment_refused(struct reading *g, struct slice url)
{
	struct sbuf *b;

	if (http_refused(g->at, url))
		return;
	b = session_event(g->at, "segment_fail");
	put_str(b, "reason", "extension");
	put_redacted(g->at, b, "url", url);
	record_end(b);
}

/*
 * "URL http://h/s.jpg is not in allowed_segment_extensions, consider updating"
 */
void
on_url(struct reading *g)
{
	struct slice url = slice_until(g->rest, ' '), rest;

	if (!words_after(g->rest, SLICE(" is not in allowed_"), &rest)) {
		message_line(g);
		return;
	}
	refuse(g, "extension", "-extension_picky 0");
	segment_refused(g, url);
}

/*
 * "detected format mpegts extension none mismatches allowed extensions in url
 * http://h/s.mp4"
 */
void
on_mismatch(struct reading *g)
{
	struct slice url;

	if (!words_after(g->rest, SLICE(" allowed extensions in url "), &url)) {
		message_line(g);
		return;
	}
	refuse(g, "extension", "-extension_picky 0");
	segment_refused(g, url);
}

/*
 * "Filename extension of 'k.txt' is not a common multimedia extension, blocked
 * for security reasons.": of files alone
 */
void
on_filename(struct reading *g)
{
	refuse(g, "extension", "-allowed_extensions ALL");
}

/*
 * "Not detecting m3u8/hls with non standard extension and non standard mime
 * type": it says so at each look at what has come of the playlist
 */
void
on_undetected(struct reading *g)
{
	refuse(g, "mimetype", "-f hls");
}
