/*
 * curl's options are those of the clients, so that caches and servers give the
 * same answer: HTTP/1.1, no Accept-Encoding, all of --header at each redirect.
 * The proxy, which may be our relay, is in the environment, as FFmpeg has it.
 */
#include <stdio.h>

#include "clock.h"
#include "curl.h"
#include "ffmpeg/command.h"
#include "num.h"

#define HOUR_US (3600 * SECOND_US)
#define LEAST_US (SECOND_US / 2)
#define RETRY_US (2 * SECOND_US)
/* Of FFmpeg. */
#define REDIRECTS "8"

/* "curl 7.88.1 (x86_64-pc-linux-gnu) ...\n...\nFeatures: ... libz ...\n" */
void
curl_version(struct curl_can *c, struct slice text)
{
	static const struct slice blank = SLICE_INIT(" ");
	struct slice line = slice_cut(&text, '\n'), v;
	int64_t major = 0, minor = 0;

	*c = (struct curl_can){ 0 };
	if (!slice_skip(&line, SLICE("curl ")))
		return;
	v = slice_word(&line, blank);
	if (num_int(slice_cut(&v, '.'), 0, 1000, &major) != 0 ||
	    num_int(slice_cut(&v, '.'), 0, 1000, &minor) != 0)
		return;
	c->tells_exit = major > 7 || (major == 7 && minor >= 75);
	c->repeats = major > 7 || (major == 7 && minor >= 84);
	while (text.n > 0) {
		line = slice_cut(&text, '\n');
		if (slice_skip(&line, SLICE("Features:")))
			c->inflates = slice_lists(line, ' ', SLICE("libz"));
	}
}

/* A quoted word of its configuration. */
static void
put_quoted(struct sbuf *b, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			sbuf_char(b, '\\');
		sbuf_char(b, s.p[i]);
	}
}

static void
put_option(struct sbuf *b, const char *name, struct slice value)
{
	sbuf_str(b, name);
	sbuf_str(b, " = \"");
	put_quoted(b, value);
	sbuf_str(b, "\"\n");
}

static void
put_micro(struct sbuf *b, const char *name, int64_t us)
{
	sbuf_printf(b, "%s = %lld.%03d\n", name, (long long)(us / SECOND_US),
	    (int)(us % SECOND_US / 1000));
}

/*
 * Brackets and braces in it mean themselves; behind # stands the number of the
 * fetch, which is sent to nobody. A request has no blanks and no bytes beyond
 * ASCII.
 */
static void
put_url(struct sbuf *b, const struct curl_request *r)
{
	struct sbuf url = { 0 };
	const char *p;

	for (p = r->url; *p != '\0'; p++) {
		if (strchr("[]{}", *p) != NULL)
			sbuf_char(&url, '\\');
		if (*p > ' ' && *p <= '~')
			sbuf_char(&url, *p);
		else
			sbuf_printf(&url, "%%%02X", (unsigned char)*p);
	}
	if (r->every_us > 0)
		sbuf_str(&url, "#[1-999999999]");
	put_option(b, "url", sbuf_view(&url));
	sbuf_free(&url);
}

/* Without a value "Name:" would take curl's own header away. */
static void
put_header(struct sbuf *b, const struct options *o, struct slice line)
{
	struct slice value = line, blanks = SLICE_INIT(" \t");
	struct slice name = slice_cut(&value, ':');
	struct sbuf text = { 0 };

	if (slice_word(&value, blanks).n > 0) {
		command_expand(&text, line, command_nobody(o));
	} else {
		sbuf_slice(&text, name);
		sbuf_char(&text, ';');
	}
	put_option(b, "header", sbuf_view(&text));
	sbuf_free(&text);
}

/*
 * FFmpeg sends them wherever a redirect leads, these two as well, and takes
 * what is compressed without asking for it.
 */
static void
put_headers(struct sbuf *b, const struct curl_request *r)
{
	struct slice left = sbuf_view(&r->o->headers), line;
	int encoding = 0, trusted = 0;

	while (left.n > 0) {
		line = slice_cut(&left, '\r');
		left = slice_from(left, left.n > 0);
		put_header(b, r->o, line);
		encoding |= slice_begins(line, SLICE("Accept-Encoding:"));
		trusted |= slice_begins(line, SLICE("Authorization:")) ||
		    slice_begins(line, SLICE("Cookie:"));
	}
	if (trusted)
		sbuf_str(b, "location-trusted\n");
	if (r->curl->inflates)
		sbuf_str(b, "compressed\n");
	if (r->curl->inflates && !encoding)
		sbuf_str(b, "header = \"Accept-Encoding:\"\n");
}

static void
put_agent(struct sbuf *b, const struct options *o)
{
	struct sbuf text = { 0 };

	command_expand(&text, slice_str(o->user_agent), command_nobody(o));
	sbuf_str(&text, " (watch)");
	put_option(b, "user-agent", sbuf_view(&text));
	sbuf_free(&text);
}

/* The file without a name turns its memory for cookies on. */
static void
put_cookies(struct sbuf *b, const struct curl_request *r)
{
	sbuf_str(b, "cookie = \"\"\n");
	if (r->cookies != NULL && *r->cookies != '\0')
		put_option(b, "cookie", slice_str(r->cookies));
	if (r->every_us == 0)
		sbuf_str(b, "cookie-jar = \"-\"\n");
}

static void
put_mark(struct sbuf *b, const struct curl_request *r)
{
	sbuf_str(b, "write-out = \"");
	/* Standard output is buffered: the mark would come with the next. */
	if (r->every_us > 0)
		sbuf_str(b, "%{stderr}");
	intake_write_out(b, r->mark, r->curl->tells_exit);
	sbuf_str(b, "\"\n");
}

void
curl_config(struct sbuf *b, const struct curl_request *r)
{
	const struct options *o = r->o;

	sbuf_str(b, "silent\nno-buffer\nlocation\nhttp1.1\npath-as-is\n"
	    "proto = \"=http,https\"\nmax-redirs = " REDIRECTS "\n");
	sbuf_printf(b, "max-filesize = %zu\n", INTAKE_BYTES);
	put_micro(b, "max-time", r->limit_us);
	if (r->every_us > 0)
		sbuf_printf(b, "rate = \"%lld/h\"\n",
		    (long long)curl_rate(r->every_us));
	if (o->insecure)
		sbuf_str(b, "insecure\n");
	if (o->cacert != NULL)
		put_option(b, "cacert", slice_str(o->cacert));
	put_agent(b, o);
	put_headers(b, r);
	put_cookies(b, r);
	put_mark(b, r);
	put_url(b, r);
}

int64_t
curl_every_us(int64_t target_us)
{
	if (target_us <= 0)
		return RETRY_US;
	if (target_us / 2 < LEAST_US)
		return LEAST_US;
	return target_us / 2 < HOUR_US ? target_us / 2 : HOUR_US;
}

/* Rounded down: rather later than more often. */
int64_t
curl_rate(int64_t every_us)
{
	return every_us >= HOUR_US ? 1 : HOUR_US / every_us;
}

/* curl(1), EXIT CODES */
static const struct {
	int code;
	const char *reason;
} reasons[] = {
	{ 5, "dns" }, { 6, "dns" }, { 7, "refused" }, { 18, "closed" },
	{ 28, "timeout" }, { 35, "tls" }, { 51, "tls" }, { 52, "closed" },
	{ 53, "tls" }, { 54, "tls" }, { 55, "closed" }, { 56, "closed" },
	{ 58, "tls" }, { 59, "tls" }, { 60, "tls" }, { 63, "size" },
	{ 64, "tls" }, { 66, "tls" }, { 77, "tls" }, { 80, "tls" },
	{ 82, "tls" }, { 83, "tls" }, { 90, "tls" }, { 91, "tls" },
};

const char *
curl_reason(int code, int status, char buf[16])
{
	size_t i;

	if (code == 0)
		return status >= 200 && status < 300 ? NULL : "http";
	for (i = 0; i < COUNT(reasons); i++)
		if (reasons[i].code == code)
			return reasons[i].reason;
	snprintf(buf, 16, "curl_%d", code);
	return buf;
}
