/*
 * What the stream says stands in two places: as text in <noscript>, and as JSON
 * in an element that no browser runs. "<" is written so in both that it begins
 * nothing.
 */
#include "html.h"
#include "record.h"
#include "sha256.h"
#include "utf8.h"

static void
put_lines(struct sbuf *b, const char *const *line)
{
	for (; *line != NULL; line++) {
		sbuf_str(b, *line);
		sbuf_char(b, '\n');
	}
}

static void
put_hash(struct sbuf *b, const char *directive, const char *const *line)
{
	struct sbuf text = { 0 };

	put_lines(&text, line);
	sbuf_printf(b, "; %s 'sha256-", directive);
	sha256_base64(b, sbuf_view(&text));
	sbuf_char(b, '\'');
	sbuf_free(&text);
}

/* What an element's text and its hash agree on. */
static void
put_policy(struct sbuf *b, enum html_from from)
{
	static struct sbuf hashes;	/* made once, for each page has them */

	if (hashes.n == 0) {
		put_hash(&hashes, "script-src", page_script);
		put_hash(&hashes, "style-src", page_style);
	}
	sbuf_str(b, "default-src 'none'");
	sbuf_slice(b, sbuf_view(&hashes));
	if (from == HTML_SERVER)
		sbuf_str(b, "; connect-src 'self'");
	sbuf_str(b, "; base-uri 'none'; form-action 'none'");
}

void
html_policy(struct sbuf *b, enum html_from from)
{
	put_policy(b, from);
	sbuf_str(b, "; frame-ancestors 'none'");
}

/* In JSON these stand in texts alone, where an escape means the same. */
static void
put_data(struct sbuf *b, struct slice s)
{
	while (s.n > 0) {
		struct slice plain = slice_until(s, '<');

		sbuf_slice(b, plain);
		s = slice_from(s, plain.n);
		if (s.n > 0) {
			sbuf_str(b, "\\u003c");
			s = slice_from(s, 1);
		}
	}
}

/* Text of somebody else: no control bytes, valid UTF-8. */
static void
put_text(struct sbuf *b, struct slice s)
{
	while (s.n > 0) {
		size_t n = utf8_length(s);
		unsigned char c = (unsigned char)s.p[0];

		if (n == 0 || utf8_is_control(s))
			sbuf_str(b, "\357\277\275");
		else if (c == '<' || c == '>' || c == '&' || c == '"')
			sbuf_printf(b, "&#%d;", c);
		else
			sbuf_slice(b, (struct slice){ s.p, n });
		s = slice_from(s, n ? n : 1);
	}
}

/* The texts of records of a kind, a line each. */
static void
put_texts(struct sbuf *b, const struct block *block, const char *kind)
{
	struct sbuf text = { 0 };
	struct slice rest, value;
	size_t i = 0;

	while (block_each(block, kind, &i, &rest))
		if (field_get(rest, "text", &value)) {
			text.n = 0;
			unescape(&text, value);
			put_text(b, sbuf_view(&text));
			sbuf_char(b, '\n');
		}
	sbuf_free(&text);
}

/* For who runs no scripts: the report, or what there is of it so far. */
static void
put_plain(struct sbuf *b, const struct block *block)
{
	struct slice rest;

	sbuf_str(b, "<noscript>\n<p>The plots need scripts. This is the text "
	    "of the report.</p>\n<pre>\n");
	if (block_nth(block, "report", 0, &rest)) {
		put_texts(b, block, "report");
	} else {
		put_texts(b, block, "summary");
		put_texts(b, block, "finding");
		put_texts(b, block, "evidence");
	}
	sbuf_str(b, "</pre>\n</noscript>\n");
}

static void
put_head(struct sbuf *b, enum html_from from)
{
	sbuf_str(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"");
	put_policy(b, from);
	sbuf_str(b, "\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>HLS load test</title>\n<style>");
	put_lines(b, page_style);
	sbuf_str(b, "</style>\n</head>\n");
}

void
html_links(struct sbuf *b)
{
	sbuf_str(b, "<footer>\n<p>Also here:\n"
	    "<a href=\"/metrics\">/metrics</a> for Prometheus,\n"
	    "<a href=\"/stat\">/stat</a> and\n"
	    "<a href=\"/stat?follow\">/stat?follow</a> for hls-top,\n"
	    "<a href=\"/page.json\">/page.json</a>: what is drawn here,\n"
	    "<a href=\"/healthz\">/healthz</a>,\n"
	    "<a href=\"/readyz\">/readyz</a></p>\n</footer>\n");
}

void
html_put(struct sbuf *b, enum html_from from, const struct block *block,
    struct slice data)
{
	put_head(b, from);
	sbuf_printf(b, "<body data-from=\"%s\">\n",
	    from == HTML_SERVER ? "server" : "file");
	put_plain(b, block);
	sbuf_str(b, "<main id=\"page\"></main>\n");
	if (from == HTML_SERVER)
		html_links(b);
	sbuf_str(b,
	    "<script type=\"application/json\" id=\"run\">\n");
	put_data(b, data);
	sbuf_str(b, "</script>\n<script>");
	put_lines(b, page_script);
	sbuf_str(b, "</script>\n</body>\n</html>\n");
}
