/*
 * Command lines. An option that FFmpeg does not know, or knows and cannot use
 * for the URL's protocol, ends it at once: hence the questions to features.
 */
#include <stdlib.h>

#include "command.h"
#include "ealloc.h"

#define BURST_SECONDS "30"

/* What was put behind the last word is one. */
static void
end_word(struct command *c)
{
	sbuf_char(&c->words, '\0');
	c->n++;
}

static void
add(struct command *c, const char *word)
{
	sbuf_str(&c->words, word);
	end_word(c);
}

static void
add_pair(struct command *c, const char *option, const char *value)
{
	add(c, option);
	add(c, value);
}

static void
add_int(struct command *c, const char *option, int64_t v)
{
	add(c, option);
	sbuf_int(&c->words, v);
	end_word(c);
}

/* "hls-swarm/0.1 (client 17)": a product and a comment, RFC 9110, 10.1.5. */
static void
add_agent(struct command *c, const char *agent, const char *who)
{
	add(c, "-user_agent");
	sbuf_printf(&c->words, "%s (%s)", agent, who);
	end_word(c);
}

/* Only for a URL that uses them: others FFmpeg refuses. */
static void
add_tls(struct command *c, const struct options *o, const struct features *f)
{
	if (f->has[FEATURE_TLS_VERIFY])
		add_pair(c, "-tls_verify", o->insecure ? "0" : "1");
	if (f->has[FEATURE_CA_FILE] && o->cacert != NULL)
		add_pair(c, "-ca_file", o->cacert);
}

/*
 * FFmpeg looks at a playlist's name and type to tell that it is one, and at a
 * segment's name for fear of what it may be. -allowed_extensions is of files.
 */
static void
add_names(struct command *c, const struct options *o,
    const struct features *f)
{
	if (!o->any_extension)
		return;
	add_pair(c, "-f", "hls");
	if (f->has[FEATURE_PICKY])
		add_pair(c, "-extension_picky", "0");
	if (f->has[FEATURE_SEGMENT_EXTENSIONS])
		add_pair(c, "-allowed_segment_extensions", "ALL");
}

/* What decides how the stream is fetched, for ffmpeg and ffprobe alike. */
static void
add_fetching(struct command *c, const struct options *o,
    const struct features *f, const char *who)
{
	add_names(c, o, f);
	if (f->has[FEATURE_RW_TIMEOUT])
		add_int(c, "-rw_timeout", o->timeout_us);
	add_agent(c, o->user_agent, who);
	if (o->headers.n > 0) {
		add(c, "-headers");
		sbuf_slice(&c->words, sbuf_view(&o->headers));
		end_word(c);
	}
	/* No "Range: bytes=0-": the first one for segments, the second for
	 * the first playlist. */
	if (f->has[FEATURE_HTTP_SEEKABLE] && !o->range)
		add_pair(c, "-http_seekable", "0");
	if (f->has[FEATURE_SEEKABLE] && !o->range)
		add_pair(c, "-seekable", "0");
	/* A player fetches one segment after the other. */
	if (f->has[FEATURE_HTTP_MULTIPLE] && !o->prefetch)
		add_pair(c, "-http_multiple", "0");
	if (strncmp(c->url, "https:", 6) == 0)
		add_tls(c, o, f);
}

/* They act on the first playlist alone; see hls-spawn(1). */
static void
add_reconnect(struct command *c, const struct options *o,
    const struct features *f)
{
	if (!o->reconnect || !f->has[FEATURE_RECONNECT])
		return;
	add_pair(c, "-reconnect", "1");
	add_pair(c, "-reconnect_streamed", "1");
	if (f->has[FEATURE_RECONNECT_NETWORK])
		add_pair(c, "-reconnect_on_network_error", "1");
	add_int(c, "-reconnect_delay_max", o->reconnect_delay_s);
}

static int
paced(const struct options *o, const struct probe *p)
{
	return o->pacing == PACING_REALTIME ||
	    (o->pacing == PACING_AUTO && p->kind == KIND_VOD);
}

const char *
command_pace(const struct options *o, const struct features *f,
    const struct probe *p)
{
	if (!paced(o, p))
		return "off";
	return f->has[FEATURE_READRATE_BURST] ? "burst" : "realtime";
}

/* A player fills its buffer first, and then takes what it plays. */
static void
add_pace(struct command *c, const struct features *f)
{
	if (!f->has[FEATURE_READRATE_BURST]) {
		add(c, "-re");
		return;
	}
	add_pair(c, "-readrate", "1");
	add_pair(c, "-readrate_initial_burst", BURST_SECONDS);
}

/*
 * A viewer takes one video and one audio stream of one variant. Streams that
 * no map names are discarded, and FFmpeg stops to load a playlist all of whose
 * streams are: after the first segment it needs to identify them.
 */
static void
add_maps(struct command *c, const struct options *o, const struct part *p)
{
	struct sbuf b = { 0 };

	if (variants_all(&o->variants)) {
		add_pair(c, "-map", "0");
		return;
	}
	if (p->program < 0) {
		add_pair(c, "-map", "0:v:0?");
		add_pair(c, "-map", "0:a:0?");
		return;
	}
	sbuf_printf(&b, "0:p:%lld:v:0?", (long long)p->program);
	add_pair(c, "-map", b.p);
	b.n = 0;
	sbuf_printf(&b, "0:p:%lld:a:%lld?", (long long)p->program,
	    (long long)p->audio);
	add_pair(c, "-map", b.p);
	sbuf_free(&b);
}

void
command_ffmpeg(struct command *c, const struct options *o,
    const struct features *f, const struct part *p)
{
	add(c, o->ffmpeg);
	add(c, "-hide_banner");
	add(c, "-nostdin");
	add(c, "-nostats");
	add(c, "-loglevel");
	sbuf_printf(&c->words, "repeat+level+%s", o->loglevel);
	end_word(c);
	add_pair(c, "-progress", "pipe:3");
	if (f->has[FEATURE_STATS_PERIOD])
		add_pair(c, "-stats_period", "1");
	add_fetching(c, o, f, "client {id}");
	add_reconnect(c, o, f);
	if (f->has[FEATURE_SEG_MAX_RETRY])
		add_int(c, "-seg_max_retry", o->segment_retries);
	if (paced(o, p->probe))
		add_pace(c, f);
	add_pair(c, "-i", "{url}");
	add_maps(c, o, p);
	add_pair(c, "-c", "copy");
	add_pair(c, "-f", "null");
	add(c, "-");
}

void
command_ffprobe(struct command *c, const struct options *o,
    const struct features *f)
{
	add(c, c->path);
	add(c, "-hide_banner");
	/* What the relay says is a warning. */
	add_pair(c, "-v", o->nrules > 0 ? "warning" : "error");
	add_fetching(c, o, f, "probe");
	add_pair(c, "-show_entries", PROBE_ENTRIES);
	add_pair(c, "-of", "flat");
	add_pair(c, "-i", "{url}");
}

void
command_any(struct command *c, const struct options *o)
{
	char **w;

	for (w = o->command; *w != NULL; w++)
		add(c, *w);
}

static void
/* NOLINTNEXTLINE(misc-no-recursion): once: c is NULL */
expand(struct sbuf *b, struct slice s, const struct command *c, struct who who)
{
	int column;
	size_t n;

	while (s.n > 0) {
		n = slice_find(s, '{');
		sbuf_slice(b, (struct slice){ s.p, n });
		s = slice_from(s, n);
		column = who.rows != NULL ? rows_column(who.rows, s, &n) : -1;
		if (column >= 0) {
			sbuf_slice(b, rows_field(who.rows, who.row,
			    (size_t)column));
			s = slice_from(s, n);
		} else if (c != NULL && slice_skip(&s, SLICE("{url}"))) {
			/* {url} in a URL stays as it is. */
			expand(b, slice_str(c->url), NULL, who);
		} else if (slice_skip(&s, SLICE("{id}"))) {
			sbuf_int(b, who.client);
		} else if (slice_skip(&s, SLICE("{run}"))) {
			sbuf_int(b, who.run);
		} else if (slice_skip(&s, SLICE("{progress}"))) {
			sbuf_str(b, "pipe:3");
		} else if (s.n > 0) {
			sbuf_char(b, *s.p);
			s = slice_from(s, 1);
		}
	}
}

struct who
command_nobody(const struct options *o)
{
	return (struct who){ .rows = &o->rows };
}

void
command_arguments(struct arguments *a, const struct command *c, struct who who)
{
	struct slice left = sbuf_view(&c->words);
	size_t i;
	char *p;

	*a = (struct arguments){ .argv = ezalloc(c->n + 1, sizeof(char *)) };
	while (left.n > 0) {
		size_t n = slice_find(left, '\0');

		expand(&a->text, (struct slice){ left.p, n }, c, who);
		sbuf_char(&a->text, '\0');
		left = slice_from(left, n + 1);
	}
	p = a->text.p;
	for (i = 0; i < c->n; i++) {
		a->argv[i] = p;
		p += strlen(p) + 1;
	}
}

void
command_expand(struct sbuf *b, struct slice text, struct who who)
{
	expand(b, text, NULL, who);
}

void
command_release(struct arguments *a)
{
	free(a->argv);
	sbuf_free(&a->text);
}

void
command_quote_word(struct sbuf *b, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_@%+=:,./-";

	if (*s != '\0' && s[strspn(s, plain)] == '\0') {
		sbuf_str(b, s);
		return;
	}
	sbuf_char(b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			sbuf_str(b, "'\\''");
		else
			sbuf_char(b, *s);
	}
	sbuf_char(b, '\'');
}

void
command_quote(struct sbuf *b, const struct arguments *a)
{
	size_t i;

	for (i = 0; a->argv[i] != NULL; i++) {
		if (i > 0)
			sbuf_char(b, ' ');
		command_quote_word(b, a->argv[i]);
	}
}

void
command_free(struct command *c)
{
	sbuf_free(&c->words);
}
