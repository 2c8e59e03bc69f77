/*
 * Two runs of ffmpeg for its version and options, two for its lists, and one
 * of ffprobe for each stream.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "child/child.h"
#include "clock.h"
#include "die.h"
#include "ffmpeg/secrets.h"
#include "machine/platform.h"
#include "plays.h"
#include "stream/hide.h"

#define HELP_LIMIT_US (20 * SECOND_US)
/* What a probe may take at least, the first and those behind one given up. */
#define PROBE_FIRST_US (5 * SECOND_US)
#define PROBE_NEXT_US (2 * SECOND_US)

/* 0, or why there is no output; where that is no signal, *why says it. */
static enum end_reason
look(struct asking *l, char *const *argv, int64_t limit_us, struct sbuf *why)
{
	struct capture *c = &l->capture;

	why->n = 0;
	l->late = 0;
	switch (capture_run(c, argv, 0, limit_us)) {
	case CAPTURE_DONE:
		return END_NOT;
	case CAPTURE_STOP:
		return c->reason;
	case CAPTURE_LATE:
		l->late = 1;
		sbuf_printf(why, "%s: no answer within %lld s", argv[0],
		    (long long)(limit_us / SECOND_US));
		return END_FAILED;
	default:
		sbuf_printf(why, "%s: %s", argv[0], strerror(errno));
		return END_FAILED;
	}
}

/* A start takes what the dearest of such runs took. */
static void
note_cost(struct asking *l)
{
	struct platform_use u;

	if (l->capture.cpu_us > l->p->start_us)
		l->p->start_us = l->capture.cpu_us;
	platform_children(&u);
	l->p->start_bytes = u.most_bytes;
}

/* The same for FFmpeg's help, which no run goes without. */
static enum end_reason
look_or_say(struct asking *l, char *const *argv)
{
	struct sbuf why = { 0 };
	enum end_reason r = look(l, argv, HELP_LIMIT_US, &why);

	if (why.n > 0)
		msg("%.*s", (int)why.n, why.p);
	sbuf_free(&why);
	return r;
}

/* The last line of a text, without its newline. */
static struct slice
last_line(struct slice s)
{
	size_t i;

	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	for (i = s.n; i > 0 && s.p[i - 1] != '\n'; i--)
		;
	return slice_from(s, i);
}

/* The first one, without FFmpeg's "[tcp @ 0x55d0f2a4c2c0] ". */
static struct slice
first_line(struct slice s)
{
	size_t end;

	s.n = slice_find(s, '\n');
	end = slice_find(s, ']');
	if (s.n > 0 && s.p[0] == '[' && end + 2 < s.n)
		s = slice_from(s, end + 2);
	return s;
}

/* What the relay could not connect to, and why: 0 if it is not of that. */
static int
put_unreached(struct sbuf *b, struct slice said)
{
	while (said.n > 0 && !slice_skip(&said, SLICE("hls-relay: ")))
		said = slice_from(said, 1);
	if (said.n == 0)
		return 0;
	sbuf_str(b, "--resolve: no connection to ");
	sbuf_slice(b, slice_line(&said));
	return 1;
}

/*
 * What a failed helper said, without the secrets of the URL: the first line
 * has the cause, the last one what could not be done for it.
 */
static void
put_complaint(struct sbuf *b, const struct asking *l, const char *who,
    const char *url)
{
	struct slice all = sbuf_view(&l->capture.err), said = last_line(all);
	struct slice cause = first_line(all);
	struct who nobody = command_nobody(l->o);
	struct sbuf asked = { 0 }, secrets = { 0 };

	if (put_unreached(b, all))
		return;
	command_expand(&asked, slice_str(url), nobody);
	secrets_of(&secrets, url, &nobody);
	if (said.n == 0)
		said = SLICE("it failed without a word");
	sbuf_str(b, who);
	sbuf_str(b, ": ");
	if (cause.n > 0 && said.p != all.p) {
		hide_text(b, cause, sbuf_view(&asked), sbuf_view(&secrets));
		sbuf_str(b, ": ");
	}
	hide_text(b, said, sbuf_view(&asked), sbuf_view(&secrets));
	sbuf_free(&asked);
	sbuf_free(&secrets);
}

static enum end_reason
ask_itself(struct asking *l)
{
	static char version[] = "-version", help[] = "-h", full[] = "full",
	    banner[] = "-hide_banner";
	struct preflight *p = l->p;
	char *ask[] = { p->path, version, NULL, NULL, NULL };
	enum end_reason r = look_or_say(l, ask);
	struct sbuf b = { 0 };

	if (r != END_NOT)
		return r;
	if (!child_is_clean(l->capture.status)) {
		put_complaint(&b, l, l->o->ffmpeg, "");
		msg("%.*s", (int)b.n, b.p);
		sbuf_free(&b);
		return END_FAILED;
	}
	note_cost(l);
	features_version(&p->features, sbuf_view(&l->capture.out));
	if (strcmp(p->features.version, "unknown") == 0) {
		msg("%s: it is no FFmpeg, by what it says to -version",
		    l->o->ffmpeg);
		return END_FAILED;
	}
	ask[1] = banner;
	ask[2] = help;
	ask[3] = full;
	r = look_or_say(l, ask);
	if (r == END_NOT)
		features_options(&p->features, sbuf_view(&l->capture.out));
	return r;
}

static int
some_https(const struct options *o)
{
	size_t i;

	for (i = 0; i < o->channels.n; i++)
		if (strncmp(o->channels.list[i].url, "https:", 6) == 0)
			return 1;
	return 0;
}

/* What is missing in a list that FFmpeg prints, and how to have it. */
static enum end_reason
ask_ability(struct asking *l, const char *list, const char *name,
    const char *remedy)
{
	static char banner[] = "-hide_banner";
	struct sbuf option = { 0 };
	char *ask[] = { l->p->path, banner, NULL, NULL };
	enum end_reason r;

	sbuf_str(&option, list);
	sbuf_char(&option, '\0');
	ask[2] = option.p;
	r = look_or_say(l, ask);
	if (r == END_NOT && !features_lists(
	    sbuf_view(&l->capture.out), slice_str(name))) {
		msg("%s: this FFmpeg (%s) has no %s: %s", l->o->ffmpeg,
		    l->p->features.version, name, remedy);
		r = END_FAILED;
	}
	sbuf_free(&option);
	return r;
}

static enum end_reason
ask_abilities(struct asking *l)
{
	enum end_reason r = ask_ability(l, "-demuxers", "hls",
	    "take another, or build it with --enable-demuxer=hls");

	if (r != END_NOT)
		return r;
	return ask_ability(l, "-protocols", some_https(l->o) ? "https" :
	    "http", "take another, or build it as hls-spawn(1) shows");
}

/* Options that this FFmpeg does not know and that were asked for. */
static void
tell_missing(const struct options *o, const struct features *f)
{
	static const char lacks[] = "this FFmpeg (%s) has no -%s: "
	    "--%s is left out";

	if (o->segment_retries_given && !f->has[FEATURE_SEG_MAX_RETRY])
		msg(lacks, f->version, "seg_max_retry", "segment-retries");
	if (o->reconnect && !f->has[FEATURE_RECONNECT])
		msg(lacks, f->version, "reconnect", "reconnect");
	if (o->any_extension && !f->has[FEATURE_PICKY] &&
	    !f->has[FEATURE_SEGMENT_EXTENSIONS])
		msg("this FFmpeg (%s) has no -extension_picky: it takes "
		    "segments by any name", f->version);
	if (o->insecure && !f->has[FEATURE_TLS_VERIFY])
		msg(lacks, f->version, "tls_verify", "insecure");
	if (o->cacert != NULL && !f->has[FEATURE_CA_FILE])
		msg(lacks, f->version, "ca_file", "cacert");
}

enum end_reason
ask_ffmpeg(struct asking *l)
{
	enum end_reason r = ask_itself(l);

	if (r == END_NOT)
		r = ask_abilities(l);
	if (r == END_NOT)
		tell_missing(l->o, &l->p->features);
	return r;
}

/* ffprobe beside ffmpeg, with its name changed in the same way, or in PATH. */
static char *
find_ffprobe(const char *ffmpeg)
{
	const char *slash = strrchr(ffmpeg, '/'), *name, *found;
	struct sbuf b = { 0 };
	char *path;

	name = slash != NULL ? slash + 1 : ffmpeg;
	found = strstr(name, "ffmpeg");
	if (found == NULL)
		return child_find("ffprobe");
	sbuf_slice(&b, (struct slice){ ffmpeg, (size_t)(found - ffmpeg) });
	sbuf_str(&b, "ffprobe");
	sbuf_slice(&b, (struct slice){ found + 6, strlen(found + 6) + 1 });
	path = child_find(b.p);
	sbuf_free(&b);
	return path != NULL ? path : child_find("ffprobe");
}

/*
 * Two requests may time out, but a short run is not to wait longer than it
 * lasts: where every segment of a live stream is missing ffprobe never ends.
 */
static int64_t
probe_limit(const struct asking *l)
{
	int64_t us = 2 * l->o->timeout_us + 5 * SECOND_US;
	int64_t half = l->o->duration_us / 2;

	if (half > 0 && half < PROBE_FIRST_US)
		half = PROBE_FIRST_US;
	if (half > 0 && half < us)
		us = half;
	us -= l->p->waited_us;
	return us > PROBE_NEXT_US ? us : PROBE_NEXT_US;
}

static enum end_reason
ask_of(struct asking *l, const char *ffprobe, struct plan *plan)
{
	struct command c = { .path = ffprobe, .url = plan->url };
	int64_t limit_us = probe_limit(l);
	struct arguments a;
	enum end_reason r;

	command_ffprobe(&c, l->o, &l->p->features);
	command_arguments(&a, &c, command_nobody(l->o));
	r = look(l, a.argv, limit_us, &plan->unprobed);
	if (l->late)
		l->p->waited_us += limit_us;
	else if (r == END_NOT)
		note_cost(l);
	if (r == END_NOT && child_is_clean(l->capture.status)) {
		probe_read(&plan->probe, sbuf_view(&l->capture.out));
		plays_choose(plan);
	} else if (r == END_NOT)
		put_complaint(&plan->unprobed, l, "ffprobe", plan->url);
	if (plan->unprobed.n > 0)
		r = END_NOT;
	command_release(&a);
	command_free(&c);
	return r;
}

enum end_reason
ask_ffprobe(struct asking *l)
{
	struct preflight *p = l->p;
	char *ffprobe = find_ffprobe(p->path);
	enum end_reason r = END_NOT;
	size_t i;

	if (ffprobe == NULL) {
		sbuf_printf(&p->plans->unprobed, "ffprobe: %s: it comes with "
		    "FFmpeg, install it too", strerror(errno));
		p->plans->unasked = 1;
		return END_NOT;
	}
	for (i = 0; i < p->n && r == END_NOT; i++) {
		r = ask_of(l, ffprobe, &p->plans[i]);
		if (l->o->probe_failure == FAILURE_FAIL &&
		    p->plans[i].unprobed.n > 0)
			break;
	}
	free(ffprobe);
	return r;
}
